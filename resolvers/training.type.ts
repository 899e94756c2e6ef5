import { GraphQLDateTime } from 'graphql-scalars'
import { Field, Float, ID, ObjectType } from 'type-graphql'
import type { TrainingProgress, TrainingRun, TrainingStatus } from '../src/domain/model.js'
import { TrainingStatusEnum } from './enums.js'
import { plain } from './options.js'

@ObjectType('TrainingProgress', plain('How far a training is.'))
export class TrainingProgressType implements TrainingProgress {
  @Field(() => ID, { description: 'Of the training.' })
  runId!: string
  @Field(() => String, { description: 'What it is doing.' })
  step!: string
  @Field(() => Float, { description: 'In [0, 1] over the whole run.' })
  done!: number
}

@ObjectType('TrainingRun', plain('A training, from its start to its end.'))
export class TrainingRunType implements Omit<TrainingRun, 'modelVersion' | 'aliveAt'> {
  @Field(() => ID, { description: 'To ask for it later.' })
  id!: string
  @Field(() => TrainingStatusEnum, { description: 'How it stands.' })
  status!: TrainingStatus
  @Field(() => GraphQLDateTime, { description: 'When it began.' })
  startedAt!: Date
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Null while it is running.' })
  finishedAt!: Date | null
  @Field(() => TrainingProgressType, { nullable: true, description: 'Null before its first step.' })
  progress!: TrainingProgress | null
  @Field(() => String, { nullable: true, description: 'Why it failed, or was refused.' })
  message!: string | null
}
