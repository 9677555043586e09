import type {
  CaseReader,
  CommandHandler,
  ReadModels,
  Recalculation,
  RelayQueue,
  RulesSource,
} from '@casetrace/case-record';
import {
  type BacklogWatch,
  type ProcedureApplication,
  type ReviewClock,
  type ReviewQueue,
} from '@casetrace/process-reviews';
import type { Log, Metrics } from '@casetrace/service-kit';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { caseActivities } from './activities/case-activities';
import { recalculationActivities } from './activities/recalculation-activities';
import { reportActivities, type ReportsOfMonths } from './activities/report-activities';
import { reviewActivities } from './activities/review-activities';
import type { WorkerConfiguration } from './configuration';
import { RelayFigures } from './figures';
import { ReadModelUpdates } from './read-models/read-model-updates';
import { ReviewsToTemporal } from './relay/reviews-to-temporal';
import { DesksFirst } from './relay/desks-first';
import { RelayToTemporal } from './relay/to-temporal';
import { CaseWorkflows } from './temporal/case-workflows';
import { EngineConnection } from './temporal/engine-connection';
import { EngineWorkers } from './temporal/engine-workers';
import { ReviewWorkflows } from './temporal/review-workflows';
import { schedulesOf } from './temporal/schedules';
import { watchOf } from './watching/record-watch';
import { Watch } from './watching/watch';

/** What of the record this process works with. */
export interface RecordParts {
  commands: CommandHandler;
  reader: CaseReader;
  queue: RelayQueue;
  recalculation: Recalculation;
  rules: RulesSource;
  readModels: ReadModels;
  reports: ReportsOfMonths;
  reviews: ReviewParts;
}

/** What of process reviews (M11). */
export interface ReviewParts {
  watch: BacklogWatch;
  clock: ReviewClock;
  application: ProcedureApplication;
  queue: ReviewQueue;
}

/** There are few reviews: they can wait this long. */
const reviewPollMs = 500;

/**
 * The parts of the worker process and the order of their life: begins with the application, whether or not Temporal is
 * there; at the end relays stop first, then workers finish their tasks, then connections close (the record's own
 * are closed by its module, last).
 */
export class WorkerProcess implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly engine: EngineConnection;
  readonly workers: EngineWorkers;
  readonly toTemporal: RelayToTemporal;
  readonly reviewsToTemporal: ReviewsToTemporal;
  readonly readModels: ReadModelUpdates;
  readonly watch: Watch;

  constructor(record: RecordParts, configuration: WorkerConfiguration, log: Log, metrics: Metrics) {
    const figures = new RelayFigures(metrics);
    this.engine = new EngineConnection(configuration);
    this.workers = new EngineWorkers(
      this.engine,
      {
        ofCases: caseActivities({
          situation: (trackingNumber) => record.reader.situation(trackingNumber),
          applyDeadlines: async (trackingNumber) => {
            const situation = await record.commands.applyDeadlines(trackingNumber);
            this.toTemporal.knows(situation);
            return situation;
          },
        }),
        ofProcedures: {
          ...recalculationActivities(record.recalculation),
          ...reportActivities(record.reports),
          ...reviewActivities({
            look: () => record.reviews.watch.look(),
            escalateIdle: (review) => record.reviews.clock.escalateIdle(review),
            applyBatch: (adoption, limit) => record.reviews.application.applyBatch(adoption, limit),
          }),
        },
      },
      {
        address: configuration.TEMPORAL_ADDRESS,
        maxCachedWorkflows: configuration.MAX_CACHED_WORKFLOWS,
        workflowTasksAtOnce: configuration.WORKFLOW_TASKS_AT_ONCE,
        stepsAtOnce: configuration.DATABASE_POOL_SIZE,
        graceSeconds: configuration.WORKER_GRACE_SECONDS,
        schedules: schedulesOf(configuration),
      },
      log,
    );
    const cases = new CaseWorkflows(this.engine);
    const desksFirst = () => new DesksFirst(record.queue, configuration.DESKS_BUSY_FROM);
    this.toTemporal = new RelayToTemporal(
      record.queue,
      { tell: (situation, open) => cases.tell(situation, open), probe: () => this.engine.probe() },
      desksFirst(),
      {
        concurrency: configuration.RELAY_CONCURRENCY,
        importConcurrency: configuration.RELAY_IMPORT_CONCURRENCY,
        pollMs: configuration.RELAY_POLL_MS,
        leaseSeconds: configuration.RELAY_LEASE_SECONDS,
      },
      log,
      figures,
    );
    this.reviewsToTemporal = new ReviewsToTemporal(
      record.reviews.queue,
      new ReviewWorkflows(this.engine),
      { pollMs: reviewPollMs, againAfterSeconds: configuration.OVERDUE_GRACE_SECONDS },
      log,
    );
    this.readModels = new ReadModelUpdates(
      record.readModels,
      desksFirst(),
      { batch: configuration.READ_MODELS_BATCH, pollMs: configuration.READ_MODELS_POLL_MS },
      log,
      figures,
    );
    const looks = {
      everySeconds: configuration.WATCH_SECONDS,
      graceSeconds: configuration.OVERDUE_GRACE_SECONDS,
    };
    this.watch = new Watch(watchOf(record), this.engine, looks, log, figures);
  }

  onApplicationBootstrap(): void {
    this.workers.start();
    this.toTemporal.start();
    this.reviewsToTemporal.start();
    this.readModels.start();
    this.watch.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([
      this.watch.stop(),
      this.readModels.stop(),
      this.toTemporal.stop(),
      this.reviewsToTemporal.stop(),
    ]);
    await this.workers.stop();
    await this.engine.close();
  }
}
