import type { ReadModel } from '@casetrace/case-record';
import { CaseDocuments } from '@casetrace/case-search';
import { figuresModel } from '@casetrace/figures';

/** The read models that this product keeps, in the order in which they are written. */
export const readModels: readonly ReadModel[] = [new CaseDocuments(), figuresModel];
