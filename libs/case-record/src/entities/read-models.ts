import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whether a read model is whole: not from the moment when a rebuild empties it until the rebuild has ended. */
@Entity('read_model_state')
export class ReadModelStateRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'read_model_state_pkey' })
  model!: string;

  @Column('boolean')
  complete!: boolean;
}
