import {
  type CaseHistory,
  type Connection,
  figureIndexes,
  type FigureMeasure,
  isComplete,
  type ReadModel,
  type RulesSnapshot,
} from '@casetrace/case-record';
import { factsOf } from '../facts/facts-of';
import { Totals } from '../totals/totals';
import { caseRow, stayRows } from './rows';
import * as sql from './statements';

interface AddedBefore {
  category: string;
  district: string;
  channel: string;
  days: string[];
  departments: string[];
  measures: FigureMeasure[];
  amounts: string[];
}

/**
 * The figures as a read model (M13; ADR 0011): facts of each case, and totals by day and month that are kept exactly: what a
 * case added before is taken back, what it adds now is added. Models are written by one process at a time, so that no two
 * writings of a case meet. While all is written anew the totals are not kept, and added up at the end.
 */
class FiguresModel implements ReadModel {
  readonly name = 'figures';

  async write(
    connection: Connection,
    histories: readonly CaseHistory[],
    { rules }: RulesSnapshot,
  ): Promise<void> {
    const facts = histories.map((history) => factsOf(history, rules.calendar));
    const numbers = facts.map(({ trackingNumber }) => trackingNumber);
    if (await isComplete(connection, this.name)) {
      const totals = new Totals();
      for (const before of await connection.rows<AddedBefore>(sql.readMoments, [numbers])) {
        totals.add({ ...before, moments: momentsOf(before) }, -1);
      }
      for (const now of facts) totals.add(now, 1);
      const changed = totals.changed();
      if (changed.length > 0) await connection.run(sql.addToTotals, [JSON.stringify(changed)]);
    }
    await connection.run(sql.removeCases, [numbers]);
    await connection.run(sql.removeStays, [numbers]);
    await connection.run(sql.insertCases, [JSON.stringify(facts.map(caseRow))]);
    await connection.run(sql.insertStays, [JSON.stringify(facts.flatMap(stayRows))]);
  }

  async clear(connection: Connection): Promise<void> {
    await connection.run(sql.emptyAll);
    for (const { name } of figureIndexes) await connection.run(sql.dropIndex(name));
  }

  async complete(connection: Connection): Promise<void> {
    for (const prepare of sql.prepareSums) await connection.run(prepare);
    for (const { name, create } of figureIndexes) {
      await connection.run(sql.dropIndex(name));
      await connection.run(sql.createIndex(create));
    }
    await connection.run(sql.emptyTotals);
    await connection.run(sql.sumUpDays);
    await connection.run(sql.sumUpMonths);
    for (const sumUp of sql.sumUpCuts) await connection.run(sumUp);
    for (const analyze of sql.analyze) await connection.run(analyze);
  }
}

function momentsOf({ days, departments, measures, amounts }: AddedBefore) {
  return days.map((day, index) => ({
    day,
    department: departments[index] ?? '',
    measure: measures[index]!,
    amount: Number(amounts[index]),
  }));
}

export const figuresModel: ReadModel = new FiguresModel();
