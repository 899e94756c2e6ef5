import { expect, test } from '@jest/globals'
import mongoose from 'mongoose'
import { openMongoStore } from '../../../src/store/mongo/store.js'
import { model } from '../contract/models.js'
import { dropDatabase, newDatabase, withServer } from './server.js'

withServer('Models in MongoDB', () => {
  test('an artefact whose file is gone is none', async () => {
    const uri = newDatabase()
    const store = await openMongoStore(uri, { report: () => {} })
    await store.models.put(model('1'), Uint8Array.of(1, 2, 3))
    const connection = await mongoose.createConnection(uri).asPromise()
    await connection.collection('artefacts.files').deleteMany({})
    await connection.close()
    expect(await store.models.get('1')).toEqual(model('1'))
    expect(await store.models.artefact('1')).toBeNull()
    await store.close()
    await dropDatabase(uri)
  })
})
