export { WebhookDelivery, type WebhookDeliveryState, type WebhookTry } from './webhook-delivery.entity.js';
export { WebhookEndpoint, type WebhookEndpointState } from './webhook-endpoint.entity.js';
export { WebhookReplay, type ReplaySelection } from './webhook-replay.entity.js';
export { WebhookSecret } from './webhook-secret.entity.js';
export * from './delivery.repository.js';
export * from './delivery-reads.js';
export * from './endpoint.repository.js';
export * from './replay.repository.js';
export * from './secret.repository.js';
