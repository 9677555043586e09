import { CreateDirectory1764000000001 } from './0001-directory';
import { CreateRules1764000000002 } from './0002-rules';
import { CreateCases1764000000003 } from './0003-cases';
import { MakeAppendOnly1764000000004 } from './0004-append-only';
import { CreateRelay1764000000005 } from './0005-relay';
import { CreateAcceptedCommands1764000000006 } from './0006-accepted-commands';
import { CreateRefusedAttempts1764000000007 } from './0007-refused-attempts';
import { CreateNotifications1764000000008 } from './0008-notifications';
import { AddRoutes1764000000009 } from './0009-routes';
import { CreateReadModels1764000000010 } from './0010-read-models';
import { CreateGuidance1764000000011 } from './0011-guidance';
import { CreateConsultations1764000000012 } from './0012-consultations';
import { CompleteDirectory1764000000013 } from './0013-directory';
import { CreateCaseSearch1764000000014 } from './0014-case-search';
import { CreateFigures1764000000015 } from './0015-figures';
import { CreateProcessReviews1764000000016 } from './0016-process-reviews';
import { IndexNewestOfACategory1764000000017 } from './0017-newest-of-a-category';
import { CreateReadModelState1764000000018 } from './0018-read-model-state';
import { KeepReportsAsMarkdown1764000000019 } from './0019-reports-as-markdown';

/** All steps of the schema, in order. A step that has been released is never edited: a further one follows it. */
export const migrations = [
  CreateDirectory1764000000001,
  CreateRules1764000000002,
  CreateCases1764000000003,
  MakeAppendOnly1764000000004,
  CreateRelay1764000000005,
  CreateAcceptedCommands1764000000006,
  CreateRefusedAttempts1764000000007,
  CreateNotifications1764000000008,
  AddRoutes1764000000009,
  CreateReadModels1764000000010,
  CreateGuidance1764000000011,
  CreateConsultations1764000000012,
  CompleteDirectory1764000000013,
  CreateCaseSearch1764000000014,
  CreateFigures1764000000015,
  CreateProcessReviews1764000000016,
  IndexNewestOfACategory1764000000017,
  CreateReadModelState1764000000018,
  KeepReportsAsMarkdown1764000000019,
];
