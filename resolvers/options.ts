/** Options of an object type whose fields are read straight off the value, without a call per field. */
export const plain = (description: string) => ({ description, simpleResolvers: true })

/** Options of an argument `first: Int = n`. */
export const first = (defaultValue: number) => ({ nullable: true, defaultValue, description: 'How many, 1 to 100.' })
