/**
 * Makes a clone ready to run: installs what is missing, then builds what is stale. Runs before anything is installed,
 * so it is plain Node without dependencies. Does nothing, quickly, where nothing is missing.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const installed = join(root, 'node_modules', '.package-lock.json')

requireNode(20, 19)
if (!isInstalled()) install()
const { isBuilt, build } = await import('./build.mjs')
if (!isBuilt()) {
  say('Building …')
  if (!build()) fail('The build failed; the lines above say where.')
}

function requireNode(major, minor) {
  const [ours, oursMinor] = process.versions.node.split('.').map(Number)
  if (ours > major || (ours === major && oursMinor >= minor)) return
  fail(
    `Linernotes needs Node.js ${major}.${minor} or newer, and this is ${process.versions.node}; get it from https://nodejs.org and run this again.`,
  )
}

/**
 * Is every package of the lock there, in its version? npm writes its own record of node_modules last, so an interrupted
 * install has none or an older one. Optional packages (other platforms' binaries) may be missing.
 */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  if (wanted === null) fail('package-lock.json is missing or broken; restore it: git checkout package-lock.json')
  const present = packagesOf(installed)
  return (
    present !== null &&
    Object.entries(wanted).every(
      ([path, { version, integrity, optional, link }]) =>
        path === '' ||
        link ||
        (present[path]
          ? present[path].version === version &&
            present[path].integrity === integrity &&
            (optional || existsSync(join(root, path, 'package.json')))
          : optional),
    )
  )
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? null
  } catch {
    return null
  }
}

function install() {
  say('Installing packages (once; about a minute) …')
  rmSync(installed, { force: true })
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : null
  const args = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }
  const { status, error } = npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (error) fail(`npm did not start (${error.message}); install Node.js with npm and run this again.`)
  if (status !== 0) fail('npm ci failed; check the network and the registry, then run this again.')
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(line) {
  say(line)
  process.exit(1)
}
