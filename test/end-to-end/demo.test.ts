import { demoSuite } from './demo.js'

demoSuite(() => ({}))
