export { ParleyClient, type ClientEvents, type ConnectionState } from './client.ts';
export { ChatModel, type ModelOptions } from './model.ts';
export { type ClientLimits, type ClientOptions, DEFAULT_LIMITS } from './settings.ts';
export { type BackoffSettings, DEFAULT_BACKOFF } from './backoff.ts';
export { type OutboxLimits, DEFAULT_OUTBOX } from './outbox.ts';
export { type RenewalSettings, DEFAULT_RENEWAL } from './renewal.ts';
export { type Outcome, type Sending } from './sender.ts';
export { type Failure, type Outgoing, type Storage, type TextStorage, memoryStorage, textStorage } from './storage.ts';
export { indexedDbStorage } from './indexed-db.ts';
export { type SocketFactory, type SocketLike } from './connection.ts';
export {
  RestClient,
  type FetchLike,
  type FileLinks,
  type HistoryQuery,
  type RestSettings,
  type SearchPage,
  type UploadedFile,
} from './rest.ts';
export { type UploadOptions } from './upload.ts';
export { ProblemError, type ProblemCode } from './problem.ts';
export { reduce, type Action } from './reduce.ts';
export {
  chatsByActivity,
  emptyState,
  isMember,
  isOnline,
  KEPT_QUOTED,
  lastActive,
  nameOf,
  pendingOf,
  statusOf,
  titleOf,
  totalUnread,
  type ChatState,
  type Place,
  type State,
} from './state.ts';
export { shownOf } from './stretch.ts';
export { changesOf, foreseen } from './pending.ts';
export { compareMsgIds, freshId, laterMsgId } from './ids.ts';
export * from './wire.ts';
