import { describe, expect, it } from '@jest/globals';
import { register } from './register';
import { Story } from './story.testing';
import { frontDesk, rulesOf, shanghai } from './world.testing';

describe('codes that happen to be words of the language', () => {
  it.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    '%s is neither a department nor a category',
    (word) => {
      const story = Story.begins('2026-03-02 09:00');
      expect(story.responsible('transfer', { to: word }).rejection?.code).toBe('unknownDepartment');
      expect(story.responsible('referUp', { to: word }).rejection?.code).toBe('unknownDepartment');
      const body = {
        category: word,
        subject: 'x',
        details: 'x',
        place: {},
        channel: 'web' as const,
        language: 'zh' as const,
        filer: {},
      };
      const input = { actor: frontDesk, now: shanghai('2026-03-02 09:00'), rules: rulesOf() };
      expect(register('CT-1', { ...input, command: { type: 'register', body } })).toEqual({
        rejection: expect.objectContaining({ code: 'unknownCategory' }),
      });
      const elsewhere = {
        type: 'register' as const,
        body: { ...body, category: 'potholes', department: word },
      };
      expect(register('CT-1', { ...input, command: elsewhere })).toEqual({
        rejection: expect.objectContaining({ code: 'unknownDepartment' }),
      });
    },
  );
});
