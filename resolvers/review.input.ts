import { Field, Float, ID, InputType } from 'type-graphql'

@InputType('ReviewInput', { description: 'A review as it is handed in.' })
export class ReviewInput {
  @Field(() => ID, { description: '1 to 256 characters. A user need not be made known before.' })
  userId!: string
  @Field(() => ID, { description: 'Of a song of the catalogue.' })
  songId!: string
  @Field(() => String, { description: '1 to 20,000 characters, not blank.' })
  text!: string
  @Field(() => Float, { nullable: true, description: '0.5 to 5 in steps of 0.5.' })
  rating?: number | null
}
