import type { ApolloServerPlugin } from '@apollo/server'
import type { DocumentNode } from 'graphql'
import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql'

export interface QueryLimits {
  readonly maxQueryDepth: number
  readonly maxQueryComplexity: number
}

export interface QuerySize {
  /** Nested fields on the longest way down. What lies below `__schema` and `__type` does not count. */
  readonly depth: number
  /**
   * Own cost of every field, those below a field with `first` counted that many times. Lists without `first` count
   * once. A field's own cost is 1 unless its resolver says otherwise, and INTROSPECTION_COST in introspection.
   */
  readonly complexity: number
}

/** A list over the whole schema: GraphiQL's question to the schema stays below 3,000. */
const INTROSPECTION_COST = 10
/** No service gives more at once, so a greater `first` is left to it to refuse. */
const LONGEST_PAGE = 100

type Variables = Readonly<Record<string, unknown>>
const NOTHING: QuerySize = { depth: 0, complexity: 0 }

/**
 * The size of a validated operation, before it runs. Fields under @skip and @include count as if they were there.
 * Each fragment is measured once, so the time is linear in the document.
 */
export function querySize(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): QuerySize {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const measured = new Map<string, QuerySize>()
  const given = withDefaults(operation, variables)

  function ofSelections({ selections }: SelectionSetNode, parent: GraphQLNamedType | null | undefined): QuerySize {
    let [depth, complexity] = [0, 0]
    for (const selection of selections) {
      const size =
        selection.kind === Kind.FIELD
          ? ofField(selection, parent)
          : selection.kind === Kind.FRAGMENT_SPREAD
            ? ofFragment(selection.name.value)
            : ofSelections(selection.selectionSet, parent)
      depth = Math.max(depth, size.depth)
      complexity += size.complexity
    }
    return { depth, complexity }
  }

  function ofFragment(name: string): QuerySize {
    const known = measured.get(name)
    if (known) return known
    const fragment = fragments.get(name)
    if (!fragment) return NOTHING
    const size = ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
    measured.set(name, size)
    return size
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | null | undefined): QuerySize {
    const field = fieldOf(node.name.value, parent)
    if (!field) return NOTHING
    const inner = node.selectionSet ? ofSelections(node.selectionSet, getNamedType(field.type)) : NOTHING
    const meta = field.name.startsWith('__') || parent?.name.startsWith('__')
    const own = meta ? INTROSPECTION_COST : Number(field.extensions.complexity ?? 1)
    return {
      depth: parent?.name.startsWith('__') ? 0 : inner.depth + 1,
      complexity: own + timesOf(node, field, given) * inner.complexity,
    }
  }

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation))
}

/** Refuses operations over the limits with QUERY_TOO_COMPLEX, before any resolver runs. */
export function limitsPlugin<C extends object>({
  maxQueryDepth,
  maxQueryComplexity,
}: QueryLimits): ApolloServerPlugin<C> {
  const listener = {
    async didResolveOperation(context: {
      readonly schema: GraphQLSchema
      readonly document: DocumentNode
      readonly operation?: OperationDefinitionNode
      readonly request: { readonly variables?: Variables }
    }) {
      if (!context.operation) return
      const { schema, document, operation, request } = context
      const { depth, complexity } = querySize(schema, document, operation, request.variables ?? {})
      if (depth > maxQueryDepth) {
        throw tooComplex(
          `query depth ${depth} is over the limit of ${maxQueryDepth}; ask for fewer nested levels, or ask in several requests`,
        )
      }
      if (complexity > maxQueryComplexity) {
        throw tooComplex(
          `query complexity ${complexity} is over the limit of ${maxQueryComplexity}; ask for fewer fields or a smaller \`first\`, or ask in several requests`,
        )
      }
    },
  }
  return { requestDidStart: async () => listener }
}

function tooComplex(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'QUERY_TOO_COMPLEX', http: { status: 400 } } })
}

function fieldOf(
  name: string,
  parent: GraphQLNamedType | null | undefined,
): GraphQLField<unknown, unknown> | undefined {
  if (name === '__schema') return SchemaMetaFieldDef
  if (name === '__type') return TypeMetaFieldDef
  return isObjectType(parent) ? parent.getFields()[name] : undefined
}

function timesOf(node: FieldNode, field: GraphQLField<unknown, unknown>, variables: Variables): number {
  const argument = field.args.find(({ name }) => name === 'first')
  if (!argument) return 1
  const value = node.arguments?.find(({ name }) => name.value === 'first')?.value
  const first = Number((value && literal(value, variables)) ?? argument.defaultValue)
  return first >= 0 ? Math.min(first, LONGEST_PAGE) : LONGEST_PAGE
}

function literal(value: ValueNode, variables: Variables): unknown {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value]
  return value.kind === Kind.INT ? value.value : undefined
}

function withDefaults(operation: OperationDefinitionNode, variables: Variables): Variables {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, literal(defaultValue, {})]] : [],
  )
  return defaults.length === 0 ? variables : { ...Object.fromEntries(defaults), ...variables }
}
