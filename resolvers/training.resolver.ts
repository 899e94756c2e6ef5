import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { ModelRecord, TrainingRun } from '../src/domain/model.js'
import type { Context } from './context.js'
import { ModelType } from './model.type.js'
import { TrainingRunType } from './training.type.js'

@Resolver(() => TrainingRunType)
export class TrainingResolver {
  @Query(() => TrainingRunType, { nullable: true, description: 'Null where there is none.' })
  trainingRun(@Arg('id', () => ID) id: string, @Ctx() { services }: Context): Promise<TrainingRun | null> {
    return services.models.run(id)
  }

  @Mutation(() => TrainingRunType, {
    description:
      'Starts a training in the background; `trainingRun` tells how it goes. CONFLICT while one is running in this process. A model that is clearly worse than the active one on the same held-out songs is saved, but not activated: the run is REFUSED.',
  })
  trainModel(
    @Arg('force', () => Boolean, {
      defaultValue: false,
      description: 'Activates the model even if it is clearly worse than the active one.',
    })
    force: boolean,
    @Ctx() { services }: Context,
  ): Promise<TrainingRun> {
    return services.models.train({ force })
  }

  @Mutation(() => TrainingRunType, { description: 'NOT_FOUND for an unknown run.' })
  cancelTraining(@Arg('id', () => ID) id: string, @Ctx() { services }: Context): Promise<TrainingRun> {
    return services.models.cancel(id)
  }

  @FieldResolver(() => ModelType, { nullable: true, description: 'What it made; null while there is nothing.' })
  async model(@Root() { modelVersion }: TrainingRun, @Ctx() { services }: Context): Promise<ModelRecord | null> {
    return modelVersion === null ? null : services.models.get(modelVersion)
  }
}
