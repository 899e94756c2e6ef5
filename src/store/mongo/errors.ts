import mongoose from 'mongoose'
import { DomainError, OperatorError, UnavailableError } from '../../domain/errors.js'

/** Codes of the server for wrong or missing credentials. */
const REFUSED = [13, 18, 8000]

/**
 * An error of the driver as it may be shown: its own messages can carry parts of the connection string. The server away or
 * too slow becomes UnavailableError, credentials that it refuses OperatorError.
 */
export function explained(error: unknown): unknown {
  if (error instanceof DomainError || error instanceof OperatorError) return error
  if (isAbsence(error)) {
    return new UnavailableError('the MongoDB server does not answer; try again in a moment')
  }
  if (isRefusal(error)) {
    return new OperatorError('the MongoDB server refuses the user or password of MONGODB_URI: put them right')
  }
  if (!(error instanceof mongoose.mongo.MongoError)) return error
  return new Error(
    `MongoDB: ${error.name}${error.code === undefined ? '' : ` ${error.code}`}: ${redacted(error.message)}`,
  )
}

/** The server cannot be reached, closed the connection, is taking over from another, or took too long. */
export function isAbsence(error: unknown): boolean {
  const { MongoNetworkError, MongoServerSelectionError, MongoOperationTimeoutError, MongoServerError } = mongoose.mongo
  if (error instanceof mongoose.Error.MongooseServerSelectionError) return !isRefusal(error.cause)
  // Mongoose has it for a connection that is being opened anew (watch.ts).
  if (error instanceof mongoose.Error && /bufferCommands|initial connection/.test(error.message)) return true
  // A bulk write wraps what befell its connection; what the server answers has a code.
  if (error instanceof mongoose.mongo.MongoBulkWriteError && error.code === undefined) return true
  if (error instanceof MongoServerError)
    return error.hasErrorLabel('RetryableWriteError') || TRANSIENT.includes(Number(error.code))
  return (
    error instanceof MongoNetworkError ||
    error instanceof MongoServerSelectionError ||
    error instanceof MongoOperationTimeoutError ||
    error instanceof mongoose.mongo.MongoNotConnectedError ||
    // Of a client, pool or server that is being closed to be opened anew, or of the queue for a connection; not all of
    // these classes are exported.
    (error instanceof mongoose.mongo.MongoError && /^Mongo\w+(Closed|Cleared|Timeout)Error$/.test(error.name)) ||
    error instanceof mongoose.mongo.MongoExpiredSessionError
  )
}

/**
 * Codes of a server that is starting, stopping, stepping down or past a time limit, and of the tests' server when its
 * engine is gone (InternalError).
 */
const TRANSIENT = [1, 50, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]

function isRefusal(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && REFUSED.includes(Number(error.code))
}

/** Without what stands before an @ in an address. */
export function redacted(message: string): string {
  return message.replaceAll(/\w+(\+\w+)?:\/\/\S+/g, '(an address)').replaceAll(/\S+@/g, '')
}
