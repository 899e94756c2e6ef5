import { posix } from 'node:path'
import { parseSync } from '@swc/core'

/** One import as a file states it. */
export interface ImportEdge {
  /** The module's name as written; null where it is computed at run time. */
  readonly to: string | null
  /** Gone after compilation. */
  readonly typeOnly: boolean
}

/** What a file says of its surroundings. */
export interface FileFacts {
  readonly imports: readonly ImportEdge[]
  readonly readsEnvironment: boolean
}

/** Where a file may import from. The first rule that names the file, or a folder around it, holds. */
export interface LayerRule {
  readonly files: readonly string[]
  /** Files and folders of ours, beside those of `files`. */
  readonly may: readonly string[]
  /** Those of `may` from which only types may come. */
  readonly typesOnly?: readonly string[]
}

/** Packages that only some files may import. */
export interface PackageRule {
  readonly packages: RegExp
  readonly only: readonly string[]
}

export interface Architecture {
  readonly layers: readonly LayerRule[]
  readonly packages: readonly PackageRule[]
  /** The files that may read process.env. */
  readonly environment: readonly string[]
  /** What shipped code may import from npm. */
  readonly dependencies: readonly string[]
}

type Node = Readonly<Record<string, unknown>>

/** Every way to reach another module: import, export from, import(), require(), import x = require(), import types, new URL of a script. */
export function factsOf(source: string): FileFacts {
  const imports: ImportEdge[] = []
  let readsEnvironment = false
  for (const node of nodesOf(parseSync(source, { syntax: 'typescript', decorators: true, target: 'es2022' }))) {
    const edge = edgeOf(node)
    if (edge) imports.push(edge)
    readsEnvironment ||= isEnvironment(node)
  }
  return { imports, readsEnvironment }
}

function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield value as Node
  for (const inner of Object.values(value)) yield* nodesOf(inner)
}

function edgeOf(node: Node): ImportEdge | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      if (!node.source) return null
      return { to: textOf(node.source), typeOnly: node.typeOnly === true || onlyNamesTypes(node) }
    case 'TsImportType':
      return { to: textOf(node.argument), typeOnly: true }
    case 'TsExternalModuleReference':
      return { to: textOf(node.expression), typeOnly: false }
    case 'CallExpression': {
      const callee = node.callee as Node
      const isRequire = callee.type === 'Identifier' && callee.value === 'require'
      const isResolve = callee.type === 'MemberExpression' && (callee.object as Node).value === 'require'
      return callee.type === 'Import' || isRequire || isResolve ? { to: argument(node), typeOnly: false } : null
    }
    case 'NewExpression': {
      const to = (node.callee as Node).value === 'URL' ? argument(node) : null
      return to !== null && /^\.{1,2}\/.*\.[cm]?[jt]s$/.test(to) ? { to, typeOnly: false } : null
    }
    default:
      return null
  }
}

/** `import { type A, type B } from` */
function onlyNamesTypes({ specifiers }: Node): boolean {
  return Array.isArray(specifiers) && specifiers.length > 0 && specifiers.every(each => each.isTypeOnly === true)
}

function argument(call: Node): string | null {
  const [first] = (call.arguments ?? []) as { expression: unknown }[]
  return first ? textOf(first.expression) : null
}

function textOf(expression: unknown): string | null {
  const node = expression as { type?: string; value?: unknown; quasis?: { cooked: string }[]; expressions?: unknown[] }
  if (typeof node.value === 'string' && node.type === 'StringLiteral') return node.value
  if (node.type === 'TemplateLiteral' && node.expressions?.length === 0) return node.quasis?.[0]?.cooked ?? null
  return null
}

/** `process.env`, `process['env']`, `const { env } = process`, `import { env } from 'node:process'`. */
function isEnvironment(node: Node): boolean {
  if (node.type === 'MemberExpression') {
    const property = node.property as { type: string; value?: unknown; expression?: unknown }
    const name = property.type === 'Computed' ? textOf(property.expression) : property.value
    return name === 'env' && isProcess(node.object as Node)
  }
  if (node.type === 'VariableDeclarator') {
    const pattern = node.id as Node
    return (
      pattern.type === 'ObjectPattern' && node.init !== null && isProcess(node.init as Node) && names(pattern, 'env')
    )
  }
  if (node.type === 'ImportDeclaration') {
    return /^(node:)?process$/.test(textOf(node.source) ?? '') && names(node, 'env')
  }
  return false
}

function isProcess(node: Node): boolean {
  if (node.type === 'MemberExpression') return (node.property as Node).value === 'process'
  return node.type === 'Identifier' && node.value === 'process'
}

function names(node: Node, name: string): boolean {
  return [...nodesOf(node.properties ?? node.specifiers)].some(
    each => each.type === 'Identifier' && each.value === name,
  )
}

/**
 * Everything that breaks the rules, one line each.
 * @param sources path from the repository's root → TypeScript source, of shipped code
 */
export function violations(sources: ReadonlyMap<string, string>, rules: Architecture): string[] {
  return [...sources].flatMap(([file, source]) => {
    const { imports, readsEnvironment } = factsOf(source)
    const found = imports.flatMap(edge => fault(file, edge, rules) ?? [])
    if (readsEnvironment && !rules.environment.includes(file)) found.push('reads process.env')
    return found.map(what => `${file} ${what}`)
  })
}

function fault(file: string, { to, typeOnly }: ImportEdge, rules: Architecture): string | null {
  if (to === null) return 'imports a computed name; write it out'
  if (to.startsWith('node:')) return null
  if (/^[./]/.test(to))
    return layerFault(file, posix.join(posix.dirname(file), to).replace(/\.js$/, '.ts'), typeOnly, rules)
  const name = packageName(to)
  if (!rules.dependencies.includes(name)) return `imports ${to}, which is not a dependency`
  const rule = rules.packages.find(({ packages }) => packages.test(name))
  return rule && !rule.only.some(path => isUnder(file, path)) ? `imports ${to}` : null
}

function layerFault(file: string, target: string, typeOnly: boolean, { layers }: Architecture): string | null {
  const rule = layers.find(({ files }) => files.some(path => isUnder(file, path)))
  if (!rule) return 'is in no layer'
  const home = layers.find(({ files }) => files.some(path => isUnder(target, path)))
  if (home === rule) return null
  const may = rule.may.find(path => isUnder(target, path))
  if (may === undefined) return `imports ${target}`
  return rule.typesOnly?.includes(may) && !typeOnly ? `imports more than types from ${target}` : null
}

function isUnder(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path}/`)
}

/** `@scope/name` of `@scope/name/sub/path`. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
