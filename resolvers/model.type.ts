import { GraphQLDateTime } from 'graphql-scalars'
import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import type { Ablation, Metric, ModelRecord } from '../src/domain/model.js'
import { plain } from './options.js'

@ObjectType('Metric', plain('A held-out figure of one model.'))
export class MetricType implements Metric {
  @Field(() => String, { description: 'Such as `popularity`, `itemKnn`, `als`, `mlp`.' })
  model!: string
  @Field(() => String, { description: 'Such as `ndcg@20`.' })
  name!: string
  @Field(() => Float, { description: 'Finite.' })
  value!: number
}

@ObjectType('Ablation', plain('Did reviews help? The same training with and without them.'))
export class AblationType implements Ablation {
  @Field(() => String, { description: 'What was measured.' })
  metric!: string
  @Field(() => Float, { description: 'With reviews.' })
  withReviews!: number
  @Field(() => Float, { description: 'Without reviews.' })
  withoutReviews!: number
  @Field(() => Float, { description: '95 % interval of the difference, paired bootstrap over users: lower end.' })
  low!: number
  @Field(() => Float, { description: 'Upper end.' })
  high!: number
}

@ObjectType('Model', plain('A trained model.'))
export class ModelType implements Omit<ModelRecord, 'notes'> {
  @Field(() => ID, { description: 'Sorts by age: later trainings have greater versions.' })
  version!: string
  @Field(() => GraphQLDateTime, { description: 'When its training ended.' })
  trainedAt!: Date
  @Field(() => Float, { description: 'How long its training took.' })
  seconds!: number
  @Field(() => Int, { description: 'The same seed and data give the same model.' })
  seed!: number
  @Field(() => Int, { description: 'Songs it learnt from.' })
  songCount!: number
  @Field(() => Int, { description: 'Users it learnt from.' })
  userCount!: number
  @Field(() => Int, { description: 'Pairs of user and song it learnt from.' })
  interactionCount!: number
  @Field(() => Int, { description: 'Reviews it learnt from.' })
  reviewCount!: number
  @Field(() => [MetricType], { description: 'Held-out figures of every model in it.' })
  metrics!: Metric[]
  @Field(() => AblationType, { nullable: true, description: 'Null without reviews.' })
  ablation!: Ablation | null
}
