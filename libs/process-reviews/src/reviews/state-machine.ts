import type { ReviewCommandType, ReviewStatus } from '@casetrace/contracts';

/**
 * In which statuses each command is taken, and where it leads: opened, acknowledged, findings recorded, procedure adopted,
 * closed. Findings and procedures may be added to; a review may be closed from any open status, before a procedure was
 * adopted only with a reason.
 */
export const reviewTransitions: Record<ReviewCommandType, { in: readonly ReviewStatus[]; to: ReviewStatus }> =
  {
    acknowledge: { in: ['opened'], to: 'acknowledged' },
    recordFindings: { in: ['acknowledged', 'findingsRecorded'], to: 'findingsRecorded' },
    adoptProcedure: { in: ['findingsRecorded', 'procedureAdopted'], to: 'procedureAdopted' },
    close: { in: ['opened', 'acknowledged', 'findingsRecorded', 'procedureAdopted'], to: 'closed' },
  };

/** Whether a review that is closed now was closed without a new procedure. */
export const needsReasonToClose = (status: ReviewStatus): boolean => status !== 'procedureAdopted';
