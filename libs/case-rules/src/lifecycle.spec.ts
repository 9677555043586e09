import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { caseStatuses, commandBodies, deadlineKinds } from '@casetrace/contracts';
import { deadlineSteps, transitions } from './lifecycle';
import { clockTable, commandTable } from './lifecycle-table.testing';
import { edges, generatedBlock, lifecycleBlock, stateDiagram, withLifecycleBlock } from './state-diagram';

describe('the table of commands', () => {
  it.each(Object.keys(commandBodies) as (keyof typeof commandBodies)[])(
    'is the one of the specification: %s',
    (command) => {
      expect(transitions[command]).toEqual(commandTable[command]);
    },
  );

  it.each(deadlineKinds)('is the one of the specification for what clocks do: %s', (kind) => {
    expect(deadlineSteps[kind]).toEqual(clockTable[kind]);
  });

  it('names no command that there is none of', () => {
    expect(Object.keys(transitions).sort()).toEqual(Object.keys(commandBodies).sort());
  });
});

describe('the state diagram', () => {
  it('draws how a case comes to each status and leaves it', () => {
    for (const status of caseStatuses) {
      expect(edges.some(({ from, to }) => to === status && from !== status)).toBe(true);
      expect(edges.some(({ from, to }) => from === status && to !== status)).toBe(true);
    }
  });

  it('draws the escalation, the answers and the closing by the clock', () => {
    const diagram = stateDiagram();
    expect(diagram).toContain('[*] --> assigned: register');
    expect(diagram).toMatch(/resolved --> closed: .*answer.*clock confirmation/);
    expect(diagram).toMatch(/inHandling --> assigned: .*clock idle/);
    expect(diagram).not.toMatch(/contested --> inHandling/);
  });
});

describe('docs/lifecycle.md', () => {
  const document = readFileSync(join(__dirname, '../../../docs/lifecycle.md'), 'utf8');

  it('shows the diagram and the tables of the code (else: node docs/generate-lifecycle.mjs)', () => {
    expect(document).toBe(withLifecycleBlock(document));
    expect(document).toContain(lifecycleBlock());
  });

  it('is refused without its markers', () => {
    expect(() => withLifecycleBlock(document.replace(generatedBlock.end, ''))).toThrow('markers');
  });

  it('explains every status, clock and command', () => {
    const written = document.replace(lifecycleBlock(), '');
    const missing = [...caseStatuses, ...deadlineKinds, ...Object.keys(transitions)].filter(
      (name) => !written.includes(`\`${name}\``),
    );
    expect(missing).toEqual([]);
  });
});
