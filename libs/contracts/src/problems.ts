/** Stable codes of refusals and faults; each has one HTTP status. An answer is RFC 9457 problem+json with `code`. */
export const problemStatuses = {
  invalidRequest: 400,
  idempotencyKeyMissing: 400,
  invalidTrackingNumber: 400,
  notSignedIn: 401,
  notAllowed: 403,
  noSuchCase: 404,
  noSuchRoute: 404,
  noSuchResource: 404,
  notInThisStatus: 409,
  notResponsible: 409,
  notDueYet: 409,
  windowExpired: 409,
  alreadyReplied: 409,
  nothingToReport: 409,
  unknownCategory: 409,
  unknownDepartment: 409,
  unknownDistrict: 409,
  unknownOfficer: 409,
  unknownEntry: 409,
  notOfHigherAuthority: 409,
  notInSubtree: 409,
  sameDepartment: 409,
  alreadyLinked: 409,
  alreadyAdopted: 409,
  stepsNotDone: 409,
  unknownGuidance: 409,
  unknownConsultation: 409,
  consultationSettled: 409,
  consultationRegistered: 409,
  statementsUnanswered: 409,
  newerEntries: 412,
  bodyTooLarge: 413,
  unsupportedMediaType: 415,
  idempotencyKeyReused: 422,
  tooManyRequests: 429,
  internalError: 500,
  caseBusy: 503,
  recordUnavailable: 503,
  newerRecord: 503,
} as const;
export type ProblemCode = keyof typeof problemStatuses;

/** One field of a request that is wrong. `path` is dotted, such as `place.district`. */
export interface FieldProblem {
  path: string;
  message: string;
}

/** The body of every error answer (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail?: string;
  instance?: string;
  errors?: FieldProblem[];
  /** further members by code, such as `entries` with `newerEntries` */
  [member: string]: unknown;
}
