export interface ReportActivities {
  /** Writes the report of the last month, once, from the first working day on; the month, or null where nothing was due. */
  writeMonthlyReport(): Promise<string | null>;
}

/** The reports, as far as the activity needs them. */
export interface ReportsOfMonths {
  writeDue(): Promise<string | null>;
}

/** Binds the activity to the reports. Errors of the record are passed on for the engine to try again. */
export function reportActivities(reports: ReportsOfMonths): ReportActivities {
  return { writeMonthlyReport: () => reports.writeDue() };
}
