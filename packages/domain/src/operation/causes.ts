/** Why the outcome is not known. */
export type UnknownCause =
  | 'timeout'
  | 'connection_lost'
  | 'unreadable_answer'
  | 'bad_signature'
  | 'provider_error'
  | 'unknown_code'
  | 'busy'
  | 'resend_refused'
  | 'amount_mismatch'
  | 'currency_mismatch';
/** Why certainly no byte reached the provider. */
export type NotSentCause =
  'connection_refused' | 'connect_timeout' | 'name_not_found' | 'past_send_until' | 'invalid_request' | 'account_unusable';
