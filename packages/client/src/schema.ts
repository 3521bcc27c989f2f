// Written by npm run gen from docs/api/openapi.json.
export interface paths {
    readonly "/v1/orders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Orders, newest first. */
        readonly get: operations["orders_list"];
        readonly put?: never;
        /** Takes a payment; the same order again is answered with the order that is there. */
        readonly post: operations["orders_create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One order. */
        readonly get: operations["orders_read"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/timeline": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every change of the order, who or what caused it, and the masked exchange that proves it. */
        readonly get: operations["orders_timeline"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Closes an order that is not known to be paid; 202 while the outcome is not known. */
        readonly post: operations["orders_cancel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/refresh": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks the provider now; 202 while the outcome is not known. */
        readonly post: operations["orders_refresh"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/captures": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Takes what an authorization holds, or a part of it. */
        readonly post: operations["changes_capture"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/increments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Raises what an authorization holds. */
        readonly post: operations["changes_increment"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/tip": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sets the tip of a payment before its batch closes; it does not add. */
        readonly post: operations["changes_tip"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/void": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Undoes an authorization, or a payment before its batch closes; always whole. */
        readonly post: operations["changes_undo"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/refunds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives money back; 202 while the outcome is not known. */
        readonly post: operations["refunds_create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/refunds/{refundNo}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One refund. */
        readonly get: operations["refunds_read"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agreements": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks for the page on which the payer agrees; 202 while the provider has not answered. */
        readonly post: operations["agreements_prepare"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agreements/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One agreement. */
        readonly get: operations["agreements_read"];
        readonly put?: never;
        readonly post?: never;
        /** Nothing is charged by it any more; 202 until the provider has heard of it. */
        readonly delete: operations["agreements_end"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agreements/{id}/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Exchanges the payer's code; from then on the agreement can be charged. */
        readonly post: operations["agreements_confirm"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/provider-accounts/{id}/activate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Makes the account a terminal of the provider's, by an activation code. */
        readonly post: operations["providerAccounts_activate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/provider-accounts/{id}/checkin": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks for the account's next key now; a worker does so every half day. */
        readonly post: operations["providerAccounts_checkIn"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Batches, newest first. */
        readonly get: operations["batches_list"];
        readonly put?: never;
        /** Closes a batch: its payments can be refunded and not voided any more. 202 while the outcome is not known. */
        readonly post: operations["batches_close"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches/open": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Asks the provider for the open batch's figures, beside ours; closes nothing. */
        readonly get: operations["batches_open"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One batch. */
        readonly get: operations["batches_read"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches/{id}/refresh": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks the provider now for a close that is not over; 202 while the outcome is not known. */
        readonly post: operations["batches_refresh"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Endpoints, newest first. */
        readonly get: operations["webhooks_list"];
        readonly put?: never;
        /** An endpoint. Its secret is shown here and nowhere else. */
        readonly post: operations["webhooks_create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/notify-secret": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What signs the messages to the orders' own notifyUrl. */
        readonly get: operations["webhooks_notifySecret"];
        readonly put?: never;
        /** A new secret for the orders' own notifyUrl; the present one signs beside it for a while. */
        readonly post: operations["webhooks_rotateNotifySecret"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One endpoint, and when its secrets were made. */
        readonly get: operations["webhooks_read"];
        readonly put?: never;
        readonly post?: never;
        /** Nothing goes to the endpoint any more. 204, without a body. */
        readonly delete: operations["webhooks_remove"];
        readonly options?: never;
        readonly head?: never;
        /** Changes an endpoint, disables it, or enables it again. */
        readonly patch: operations["webhooks_change"];
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/secrets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A new secret, shown here and nowhere else; the present one signs beside it for a while. */
        readonly post: operations["webhooks_rotate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What went there and every attempt, newest first; the dead letters are those of the state dead. */
        readonly get: operations["webhookLog_deliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sends a signed webhook.test now, once, and tells what came back. */
        readonly post: operations["webhookLog_test"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sends deliveries of the past again, under ids of their own: these, those of a time, or those of an order. */
        readonly post: operations["webhookLog_replay"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/replays/{replayId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far a replay is. */
        readonly get: operations["webhookLog_readReplay"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Cases, newest first. */
        readonly get: operations["cases_list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One case: its history, the exchange that opened it, and what may be made of it now. */
        readonly get: operations["cases_read"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/assign": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives the case to somebody, or to nobody. */
        readonly post: operations["cases_assign"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/comment": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Writes a line into the history. */
        readonly post: operations["cases_comment"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cases/{id}/resolve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Asks the provider once more, then does what a person has made of the case. 202 while a second person or the provider is waited for; a repeat under the key tells how it ended. */
        readonly post: operations["cases_resolve"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/capabilities": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What each of the merchant's provider accounts can do, in the order in which routing asks them. */
        readonly get: operations["capabilities_list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/merchants": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Merchants, newest first. */
        readonly get: operations["merchants_list"];
        readonly put?: never;
        /** A merchant of the key's mode. */
        readonly post: operations["merchants_create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/merchants/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One merchant. */
        readonly get: operations["merchants_read"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Changes a merchant, disables it, or enables it again. */
        readonly patch: operations["merchants_change"];
        readonly trace?: never;
    };
    readonly "/v1/stores": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Stores, newest first. */
        readonly get: operations["stores_list"];
        readonly put?: never;
        /** A store of the merchant. */
        readonly post: operations["stores_create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/stores/{storeNo}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One store. */
        readonly get: operations["stores_read"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Changes a store, disables it, or enables it again. */
        readonly patch: operations["stores_change"];
        readonly trace?: never;
    };
    readonly "/v1/stores/{storeNo}/bindings/{accountId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** What the provider account calls the store. */
        readonly put: operations["stores_bind"];
        readonly post?: never;
        /** The provider account knows the store no more. */
        readonly delete: operations["stores_unbind"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/terminals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Terminals, newest first. */
        readonly get: operations["terminals_list"];
        readonly put?: never;
        /** A terminal of a store; an activation code of its own binds it to a device. */
        readonly post: operations["terminals_create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/terminals/{terminalSn}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One terminal: the device that it is bound to, when it was last seen, and how old its key is. */
        readonly get: operations["terminals_read"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Changes a terminal, disables it, or enables it again. */
        readonly patch: operations["terminals_change"];
        readonly trace?: never;
    };
    readonly "/v1/terminals/{terminalSn}/notification-key": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A new key that its notifications are signed with, shown here and nowhere else. */
        readonly post: operations["terminals_newNotificationKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/terminals/{terminalSn}/bindings/{accountId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** What the provider account calls the terminal. */
        readonly put: operations["terminals_bind"];
        readonly post?: never;
        /** The provider account knows the terminal no more. */
        readonly delete: operations["terminals_unbind"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/vendors": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Vendors, newest first. */
        readonly get: operations["vendors_list"];
        readonly put?: never;
        /** A vendor of the key's mode. What it signs with is shown here and nowhere else. */
        readonly post: operations["vendors_create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/vendors/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One vendor. */
        readonly get: operations["vendors_read"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Changes a vendor, disables it, or enables it again. */
        readonly patch: operations["vendors_change"];
        readonly trace?: never;
    };
    readonly "/v1/vendors/{id}/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A new key, shown here and nowhere else; the present one signs beside it for a while. */
        readonly post: operations["vendors_rotate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/stores/{storeNo}/activation-codes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Codes of a store, newest first, without themselves. */
        readonly get: operations["activationCodes_list"];
        readonly put?: never;
        /** A code that makes devices terminals of the store, shown here and nowhere else. */
        readonly post: operations["activationCodes_createForStore"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/terminals/{terminalSn}/activation-codes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A code that binds this terminal to a device, anew where it was bound; its serial stays. */
        readonly post: operations["activationCodes_createForTerminal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/activation-codes/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One code, without itself. */
        readonly get: operations["activationCodes_read"];
        readonly put?: never;
        readonly post?: never;
        /** It makes no further terminal; those that it has made stay. 204, without a body. */
        readonly delete: operations["activationCodes_revoke"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/api-keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Keys, newest first, without themselves. */
        readonly get: operations["apiKeys_list"];
        readonly put?: never;
        /** A key, shown here and nowhere else. */
        readonly post: operations["apiKeys_create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/api-keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One key, without itself. */
        readonly get: operations["apiKeys_read"];
        readonly put?: never;
        readonly post?: never;
        /** Revokes a key: it is let in for at most five seconds more. 204, without a body. */
        readonly delete: operations["apiKeys_revoke"];
        readonly options?: never;
        readonly head?: never;
        /** Calls a key something else, or lets it be used from elsewhere. */
        readonly patch: operations["apiKeys_change"];
        readonly trace?: never;
    };
    readonly "/v1/api-keys/{id}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A key with the same rights, shown here and nowhere else; the present one goes on for a while. */
        readonly post: operations["apiKeys_rotate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Changes of the merchant's settings, newest first; for a platform's key that names none, of every setting of its mode. */
        readonly get: operations["audit_list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/p/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Leads the payer's browser to the provider's page of an order that waits for its payer. */
        readonly get: operations["links_open"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/hooks/{provider}/{accountId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A provider's notification, verified by its signature over the bytes as they came. For providers, not for merchants. */
        readonly post: operations["hooks_receive"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/terminal/activate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** An activation code becomes a terminal with its first key. Signed by the vendor. */
        readonly post: operations["terminalDoor_activate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/terminal/checkin": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The next key of a terminal; the one before is still accepted. */
        readonly post: operations["terminalDoor_checkIn"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/terminal/uploadLog": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A log of a terminal: any signed body of at most 1 MiB. It is taken and not kept. */
        readonly post: operations["terminalDoor_uploadLog"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/upay/v2/pay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Takes a payment by what was scanned of the payer. */
        readonly post: operations["terminalDoor_pay"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/upay/v2/precreate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A code that the payer scans. */
        readonly post: operations["terminalDoor_precreate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/upay/v2/query": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** An order, or one of its refunds. */
        readonly post: operations["terminalDoor_query"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/upay/v2/refund": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives money back, once for each refund_request_no. */
        readonly post: operations["terminalDoor_refund"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/upay/v2/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Closes an order that is not known to be paid; what is paid is given back whole. */
        readonly post: operations["terminalDoor_cancel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/upay/v2/revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Undoes a payment where its provider can; never by a refund. */
        readonly post: operations["terminalDoor_revoke"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/livez": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The process answers. */
        readonly get: operations["health_live"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/readyz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The database is there and migrated, and the clocks agree; otherwise 503. */
        readonly get: operations["health_ready"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly CreateOrder: {
            readonly merchantOrderNo: string;
            readonly amount: {
                /** @description ISO 4217, upper case */
                readonly currency: string;
                /** @description Minor units: "1000" is 10.00 USD */
                readonly value: string;
            };
            /**
             * @description manual: the amount is held, and taken by POST /v1/orders/{id}/captures
             * @enum {string}
             */
            readonly capture?: "automatic" | "manual";
            readonly method: {
                /** @enum {string} */
                readonly type: "payer_code";
                /** @description What the merchant scanned from the payer's screen; kept in memory only */
                readonly code: string;
                /** @description The payer's wallet, by the provider's own number */
                readonly payway?: string;
            } | {
                /** @enum {string} */
                readonly type: "merchant_qr";
                /** @description The payer's wallet, by the provider's own number */
                readonly payway?: string;
                /** @enum {string} */
                readonly form?: "qr" | "wap" | "mini_program";
            } | {
                /** @enum {string} */
                readonly type: "terminal";
                /** @enum {string} */
                readonly scenario?: "card" | "scan_payer" | "show_qr";
            } | {
                /** @enum {string} */
                readonly type: "redirect";
            } | {
                /** @enum {string} */
                readonly type: "agreement";
                /** Format: uuid */
                readonly agreementId: string;
            } | {
                /** @enum {string} */
                readonly type: "card";
                readonly card: {
                    readonly number: string;
                    readonly holder: string;
                    readonly expiryMonth: string;
                    readonly expiryYear: string;
                    readonly cvv: string;
                };
                readonly billingAddress: {
                    readonly name?: string;
                    readonly country?: string;
                    readonly province?: string;
                    readonly city?: string;
                    readonly address1?: string;
                    readonly address2?: string;
                    readonly zip?: string;
                    readonly phone?: string;
                };
            };
            readonly subject?: string;
            readonly description: string;
            readonly storeNo?: string;
            readonly terminalSn?: string;
            readonly operator?: string;
            readonly goods?: readonly {
                readonly id: string;
                readonly name: string;
                readonly quantity: number;
                readonly unitAmount: {
                    /** @description ISO 4217, upper case */
                    readonly currency: string;
                    /** @description Minor units: "1000" is 10.00 USD */
                    readonly value: string;
                };
            }[];
            readonly buyer?: {
                readonly [key: string]: string;
            };
            readonly device?: {
                readonly ip?: string;
                readonly id?: string;
                readonly latitude?: string;
                readonly longitude?: string;
            };
            readonly expiresInSeconds?: number;
            readonly returnUrl?: string;
            readonly metadata?: {
                readonly [key: string]: string;
            };
            readonly route?: {
                /** Format: uuid */
                readonly providerAccountId: string;
            };
            /** @description Beside the amount, never in it */
            readonly tip?: {
                /** @description ISO 4217, upper case */
                readonly currency: string;
                /** @description Minor units: "1000" is 10.00 USD */
                readonly value: string;
            };
            /** @description Cash that the cashier pays out, beside the amount */
            readonly cashback?: {
                /** @description ISO 4217, upper case */
                readonly currency: string;
                /** @description Minor units: "1000" is 10.00 USD */
                readonly value: string;
            };
            /** @description Hears of every change of this order, signed with the secret of GET /v1/webhooks/notify-secret */
            readonly notifyUrl?: string;
            /** @description What a provider's document has beyond the members of this command; refused where it cannot be carried out */
            readonly providerOptions?: {
                readonly upay?: {
                    readonly [key: string]: unknown;
                };
                readonly codepay?: {
                    readonly [key: string]: unknown;
                };
                readonly wallet?: {
                    readonly [key: string]: unknown;
                };
            };
        };
        readonly Order: {
            /** Format: uuid */
            readonly id: string;
            readonly merchantOrderNo: string;
            /** @enum {string} */
            readonly state: "created" | "pending" | "uncertain" | "authorized" | "paid" | "partially_refunded" | "refunded" | "reversed" | "canceled" | "failed";
            /** @description Grows by one with each change */
            readonly version: number;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            /** Format: date-time */
            readonly expiresAt?: string;
            /**
             * @description A cancel is wanted and is carried out as soon as it can be
             * @enum {boolean}
             */
            readonly cancelRequested?: true;
            readonly amount: components["schemas"]["Amount"];
            readonly storeNo?: string;
            readonly terminalSn?: string;
            readonly operator?: string;
            readonly metadata?: {
                readonly [key: string]: string;
            };
            readonly amounts: {
                readonly requested: components["schemas"]["Amount"];
                readonly authorized: components["schemas"]["Amount"];
                readonly captured: components["schemas"]["Amount"];
                readonly tip: components["schemas"]["Amount"];
                readonly cashback: components["schemas"]["Amount"];
                readonly surcharge: components["schemas"]["Amount"];
                readonly excess: components["schemas"]["Amount"];
                readonly refunded: components["schemas"]["Amount"];
                readonly refundPending: components["schemas"]["Amount"];
                readonly overRefunded: components["schemas"]["Amount"];
            };
            /** @description The order's method; the payer's code is masked */
            readonly method: {
                readonly type: string;
            } & {
                readonly [key: string]: unknown;
            };
            readonly provider?: {
                /** @enum {string} */
                readonly name: "upay" | "codepay" | "wallet";
                /** Format: uuid */
                readonly accountId: string;
                readonly reference?: string;
            };
            readonly payment?: {
                readonly brand?: string;
                readonly maskedAccount?: string;
                readonly authCode?: string;
                readonly referenceNo?: string;
                readonly entryMode?: string;
                readonly payerPaid?: components["schemas"]["Amount"];
                readonly fee?: components["schemas"]["Amount"];
            };
            readonly nextAction?: {
                /** @enum {string} */
                readonly type: "show_qr";
                readonly qr: string;
                /** Format: date-time */
                readonly expiresAt?: string;
            } | {
                /** @enum {string} */
                readonly type: "redirect";
                readonly url: string;
                /** @enum {string} */
                readonly httpMethod: "GET" | "POST";
                readonly form?: {
                    readonly [key: string]: string;
                };
            } | {
                /** @enum {string} */
                readonly type: "sdk";
                readonly payload: string;
            } | {
                /** @enum {string} */
                readonly type: "wait_for_terminal";
                readonly terminalSn: string;
            } | {
                /** @enum {string} */
                readonly type: "wait_for_payer";
            };
            readonly operations: readonly components["schemas"]["Operation"][];
            readonly routing: {
                /** Format: uuid */
                readonly chosen?: string;
                readonly candidates: readonly {
                    /** Format: uuid */
                    readonly accountId: string;
                    /** @enum {string} */
                    readonly provider: "upay" | "codepay" | "wallet";
                    readonly kept: boolean;
                    readonly reason: string;
                }[];
            };
            readonly cases: readonly {
                /** Format: uuid */
                readonly id: string;
                /** @enum {string} */
                readonly kind: "amount_mismatch" | "currency_mismatch" | "late_success" | "duplicate_charge" | "state_conflict" | "unknown_code" | "outcome_unknown" | "external_change" | "excess";
                /** @enum {string} */
                readonly state: "open" | "awaiting_second" | "closed";
            }[];
        };
        readonly Amount: {
            readonly currency: string;
            /** @description Minor units */
            readonly value: string;
        };
        readonly Operation: {
            /** Format: uuid */
            readonly id: string;
            /** @enum {string} */
            readonly kind: "sale" | "authorize" | "capture" | "increment" | "adjust_tip" | "cancel" | "void" | "refund";
            /**
             * @description Who wanted it: merchant; interlock: we did, such as to give a late payment back; provider: it was made outside us, at the provider's portal or device
             * @enum {string}
             */
            readonly origin: "merchant" | "interlock" | "provider";
            /**
             * @description null while it runs
             * @enum {string|null}
             */
            readonly outcome: "approved" | "declined" | "pending" | "unknown" | "not_sent" | null;
            readonly amount?: components["schemas"]["Amount"];
            readonly tip?: components["schemas"]["Amount"];
            readonly refundNo?: string;
            /** @enum {string} */
            readonly provider: "upay" | "codepay" | "wallet";
            readonly providerKey: string;
            readonly providerReference?: string;
            readonly declineCode?: string;
            /** @description What can be done instead */
            readonly advice?: string;
            readonly providerCode?: string;
            /**
             * Format: uuid
             * @description The closed batch that the payment or refund was handed in with
             */
            readonly batchId?: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly finishedAt?: string;
        };
        readonly OrderPage: {
            readonly orders: readonly components["schemas"]["Order"][];
            /**
             * Format: uuid
             * @description Absent on the last page
             */
            readonly nextCursor?: string;
        };
        readonly Timeline: {
            readonly transitions: readonly {
                readonly version: number;
                /** Format: date-time */
                readonly at: string;
                readonly sincePreviousMs: number;
                /** @enum {string|null} */
                readonly from: "created" | "pending" | "uncertain" | "authorized" | "paid" | "partially_refunded" | "refunded" | "reversed" | "canceled" | "failed" | null;
                /** @enum {string} */
                readonly to: "created" | "pending" | "uncertain" | "authorized" | "paid" | "partially_refunded" | "refunded" | "reversed" | "canceled" | "failed";
                /**
                 * @description request: a caller of ours; answer, query, notification: what a provider said to a call, when it was asked, or by itself; worker: time; person: a word on a case
                 * @enum {string}
                 */
                readonly cause: "request" | "answer" | "query" | "notification" | "worker" | "person";
                /** @description More about the cause: expiry, cancel_overtaken, batch_closed */
                readonly reason?: string;
                /** @description The API key by its first characters, the provider, or the process */
                readonly actor: string;
                readonly requestId: string;
                /** @description What was begun, or what something was learned of */
                readonly operation?: {
                    /** Format: uuid */
                    readonly id: string;
                    /** @enum {string} */
                    readonly kind: "sale" | "authorize" | "capture" | "increment" | "adjust_tip" | "cancel" | "void" | "refund";
                    /**
                     * @description What was known of it from then on; null while it ran
                     * @enum {string|null}
                     */
                    readonly outcome: "approved" | "declined" | "pending" | "unknown" | "not_sent" | null;
                    /** @enum {string} */
                    readonly provider: "upay" | "codepay" | "wallet";
                    readonly amount?: components["schemas"]["Amount"];
                    readonly tip?: components["schemas"]["Amount"];
                    readonly refundNo?: string;
                };
                /** @description What the same change began: the next route, a cancel, a refund */
                readonly begins?: readonly {
                    /** Format: uuid */
                    readonly id: string;
                    /** @enum {string} */
                    readonly kind: "sale" | "authorize" | "capture" | "increment" | "adjust_tip" | "cancel" | "void" | "refund";
                    /**
                     * @description What was known of it from then on; null while it ran
                     * @enum {string|null}
                     */
                    readonly outcome: "approved" | "declined" | "pending" | "unknown" | "not_sent" | null;
                    /** @enum {string} */
                    readonly provider: "upay" | "codepay" | "wallet";
                    readonly amount?: components["schemas"]["Amount"];
                    readonly tip?: components["schemas"]["Amount"];
                    readonly refundNo?: string;
                }[];
                /** @description Cases that the change opened, closed or opened again */
                readonly cases?: readonly {
                    /** Format: uuid */
                    readonly id: string;
                    /** @enum {string} */
                    readonly kind: "amount_mismatch" | "currency_mismatch" | "late_success" | "duplicate_charge" | "state_conflict" | "unknown_code" | "outcome_unknown" | "external_change" | "excess";
                    readonly what: string;
                    readonly detail?: string;
                }[];
                readonly evidence?: {
                    /** @enum {string} */
                    readonly source: "answer" | "query" | "notification" | "no_answer" | "person";
                    readonly outcome: string;
                    /** Format: date-time */
                    readonly askedAt: string;
                    /** Format: date-time */
                    readonly receivedAt: string;
                    /** @description Of the bytes received */
                    readonly bodySha256?: string;
                    /** @description The verdict on it */
                    readonly signature?: string;
                    /** @description Request and answer, secrets masked; of a person, their words */
                    readonly exchanges: unknown;
                };
            }[];
        };
        readonly CaptureOrder: {
            readonly amount?: {
                /** @description ISO 4217, upper case */
                readonly currency: string;
                /** @description Minor units: "1000" is 10.00 USD */
                readonly value: string;
            };
            readonly operator?: string;
            readonly reason?: string;
            /** @description Where it is done, with onTerminal; else the terminal of the order */
            readonly terminalSn?: string;
            readonly onTerminal?: boolean;
            /** @description What a provider's document has beyond the members of this command; refused where it cannot be carried out */
            readonly providerOptions?: {
                readonly upay?: {
                    readonly [key: string]: unknown;
                };
                readonly codepay?: {
                    readonly [key: string]: unknown;
                };
                readonly wallet?: {
                    readonly [key: string]: unknown;
                };
            };
        };
        readonly IncrementAuthorization: {
            readonly amount: {
                /** @description ISO 4217, upper case */
                readonly currency: string;
                /** @description Minor units: "1000" is 10.00 USD */
                readonly value: string;
            };
            readonly operator?: string;
            readonly reason?: string;
            /** @description Where it is done, with onTerminal; else the terminal of the order */
            readonly terminalSn?: string;
            readonly onTerminal?: boolean;
            /** @description What a provider's document has beyond the members of this command; refused where it cannot be carried out */
            readonly providerOptions?: {
                readonly upay?: {
                    readonly [key: string]: unknown;
                };
                readonly codepay?: {
                    readonly [key: string]: unknown;
                };
                readonly wallet?: {
                    readonly [key: string]: unknown;
                };
            };
        };
        readonly AdjustTip: {
            readonly amount: {
                /** @description ISO 4217, upper case */
                readonly currency: string;
                /** @description Minor units: "1000" is 10.00 USD */
                readonly value: string;
            };
            readonly operator?: string;
            readonly reason?: string;
            /** @description Where it is done, with onTerminal; else the terminal of the order */
            readonly terminalSn?: string;
            readonly onTerminal?: boolean;
            /** @description What a provider's document has beyond the members of this command; refused where it cannot be carried out */
            readonly providerOptions?: {
                readonly upay?: {
                    readonly [key: string]: unknown;
                };
                readonly codepay?: {
                    readonly [key: string]: unknown;
                };
                readonly wallet?: {
                    readonly [key: string]: unknown;
                };
            };
        };
        readonly RefundOrder: {
            readonly refundNo: string;
            readonly amount?: {
                /** @description ISO 4217, upper case */
                readonly currency: string;
                /** @description Minor units: "1000" is 10.00 USD */
                readonly value: string;
            };
            /** @description Minor units; together they are the amount */
            readonly parts?: {
                readonly order?: string;
                readonly tip?: string;
                readonly surcharge?: string;
                readonly salesTax?: string;
                readonly serviceCharge?: string;
            };
            readonly operator?: string;
            readonly reason?: string;
            /** @description Where it is done, with onTerminal; else the terminal of the order */
            readonly terminalSn?: string;
            readonly onTerminal?: boolean;
            /** @description What a provider's document has beyond the members of this command; refused where it cannot be carried out */
            readonly providerOptions?: {
                readonly upay?: {
                    readonly [key: string]: unknown;
                };
                readonly codepay?: {
                    readonly [key: string]: unknown;
                };
                readonly wallet?: {
                    readonly [key: string]: unknown;
                };
            };
        };
        readonly PrepareAgreement: {
            /** Format: uuid */
            readonly providerAccountId: string;
            readonly language: string;
            /** @description What the payer agrees to, as the provider shows it */
            readonly description: string;
            readonly returnUrl?: string;
            /** @description What a provider's document has beyond the members of this command; refused where it cannot be carried out */
            readonly providerOptions?: {
                readonly upay?: {
                    readonly [key: string]: unknown;
                };
                readonly codepay?: {
                    readonly [key: string]: unknown;
                };
                readonly wallet?: {
                    readonly [key: string]: unknown;
                };
            };
        };
        readonly Agreement: {
            /** Format: uuid */
            readonly id: string;
            /** @enum {string} */
            readonly state: "preparing" | "prepared" | "active" | "ending" | "ended" | "refused";
            /** Format: uuid */
            readonly providerAccountId: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly expiresAt?: string;
            /** @description The provider's name for the payer */
            readonly payerId?: string;
            /** @description What the payer has to open in order to agree */
            readonly nextAction?: {
                readonly type: string;
            } & {
                readonly [key: string]: unknown;
            };
            /** @description The provider's last no */
            readonly refusal?: {
                readonly providerCode: string;
                readonly message: string;
            };
        };
        readonly ConfirmAgreement: {
            /** @description What the provider's page gave for the payer's consent; good for one use, kept in memory only */
            readonly code: string;
        };
        readonly ActivateAccount: {
            /** @description The activation code that the provider gave out; kept in memory only */
            readonly code: string;
            readonly deviceId: string;
        };
        readonly Activation: {
            /** Format: uuid */
            readonly providerAccountId: string;
            readonly provider: string;
            /** Format: date-time */
            readonly keyIssuedAt: string;
            /**
             * Format: date-time
             * @description When a worker asks for the next key
             */
            readonly nextCheckInAt: string;
        };
        readonly CloseBatch: {
            /** Format: uuid */
            readonly providerAccountId: string;
            /** @description Whose payments are handed in: exactly one of all, storeNo and terminalSns */
            readonly scope: {
                /** @enum {boolean} */
                readonly all?: true;
                readonly storeNo?: string;
                readonly terminalSns?: readonly string[];
            };
        };
        readonly Batch: {
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            readonly providerAccountId: string;
            readonly scope: {
                /** @enum {boolean} */
                readonly all: true;
            } | {
                readonly storeNo: string;
            } | {
                readonly terminalSns: readonly string[];
            };
            /**
             * @description closing until the provider's answer is known and everything that it closed is marked
             * @enum {string}
             */
            readonly state: "closing" | "closed" | "refused";
            /** @description How often the provider was asked */
            readonly attempts: number;
            /** Format: date-time */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description What was finished by then is in a closed batch
             */
            readonly closedAsOf?: string;
            /** Format: date-time */
            readonly finishedAt?: string;
            /**
             * Format: date-time
             * @description While it is closing: when it is looked at again
             */
            readonly dueAt?: string;
            /** @description What the provider states; absent where it states nothing */
            readonly stated?: components["schemas"]["BatchFigures"];
            /** @description What of ours was handed in with it */
            readonly own?: components["schemas"]["BatchFigures"];
            readonly providerCode?: string;
            readonly message?: string;
            /** @description What a person may have to look at; none of it stops a close */
            readonly exceptions: readonly ({
                /** @enum {string} */
                readonly kind: "open_operation";
                /** Format: uuid */
                readonly orderId: string;
                /** Format: uuid */
                readonly operationId: string;
                /** @enum {string} */
                readonly operation: "sale" | "authorize" | "capture" | "increment" | "adjust_tip" | "cancel" | "void" | "refund";
                /**
                 * @description null: it was being sent
                 * @enum {string|null}
                 */
                readonly outcome: "approved" | "declined" | "pending" | "unknown" | "not_sent" | null;
            } | {
                /** @enum {string} */
                readonly kind: "outcome_unknown";
                readonly detail: string;
            } | {
                /** @enum {string} */
                readonly kind: "figures_differ";
                readonly detail: string;
            })[];
        };
        readonly BatchFigures: {
            /** @description Payments and refunds */
            readonly count: number;
            readonly total: {
                readonly currency: string;
                /** @description Minor units; below zero where refunds outweigh what was taken */
                readonly value: string;
            };
        };
        readonly BatchPage: {
            readonly batches: readonly components["schemas"]["Batch"][];
            /**
             * Format: uuid
             * @description Absent on the last page
             */
            readonly nextCursor?: string;
        };
        readonly OpenBatch: {
            /** Format: uuid */
            readonly providerAccountId: string;
            readonly scope: {
                /** @enum {boolean} */
                readonly all: true;
            } | {
                readonly storeNo: string;
            } | {
                readonly terminalSns: readonly string[];
            };
            /**
             * @description Whether the provider told
             * @enum {string}
             */
            readonly outcome: "approved" | "declined" | "unknown";
            readonly stated?: components["schemas"]["BatchFigures"];
            readonly own: components["schemas"]["BatchFigures"];
            /** @description The stated figures less ours */
            readonly difference?: components["schemas"]["BatchFigures"];
            readonly providerCode?: string;
            readonly message?: string;
        };
        readonly CreateWebhook: {
            readonly url: string;
            readonly description?: string;
            /** @description Absent: every event */
            readonly eventTypes?: readonly ("order.created" | "order.pending" | "order.uncertain" | "order.authorized" | "order.paid" | "order.partially_refunded" | "order.refunded" | "order.reversed" | "order.canceled" | "order.failed" | "order.updated" | "webhook.endpoint_disabled")[];
        };
        readonly CreatedWebhook: {
            /** Format: uuid */
            readonly id: string;
            /**
             * @description notify: an origin of the orders' own notifyUrl
             * @enum {string}
             */
            readonly kind: "endpoint" | "notify";
            readonly url: string;
            readonly description?: string;
            /** @description Absent: every event */
            readonly eventTypes?: readonly string[];
            readonly enabled: boolean;
            /** @description failing: by us, after it had failed for days; gone: it answered 410. Enabled again by PATCH */
            readonly disabled?: {
                /** @enum {string} */
                readonly reason: "merchant" | "failing" | "gone";
                /** Format: date-time */
                readonly at: string;
            };
            /** @description Attempts that failed since the last that did not */
            readonly failing?: {
                /** Format: date-time */
                readonly since: string;
                readonly attempts: number;
            };
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            /** @description whsec_ and base64, as the Standard Webhooks libraries take it */
            readonly secret: string;
        };
        readonly WebhookPage: {
            readonly webhooks: readonly components["schemas"]["Webhook"][];
            /**
             * Format: uuid
             * @description Absent on the last page
             */
            readonly nextCursor?: string;
        };
        readonly Webhook: {
            /** Format: uuid */
            readonly id: string;
            /**
             * @description notify: an origin of the orders' own notifyUrl
             * @enum {string}
             */
            readonly kind: "endpoint" | "notify";
            readonly url: string;
            readonly description?: string;
            /** @description Absent: every event */
            readonly eventTypes?: readonly string[];
            readonly enabled: boolean;
            /** @description failing: by us, after it had failed for days; gone: it answered 410. Enabled again by PATCH */
            readonly disabled?: {
                /** @enum {string} */
                readonly reason: "merchant" | "failing" | "gone";
                /** Format: date-time */
                readonly at: string;
            };
            /** @description Attempts that failed since the last that did not */
            readonly failing?: {
                /** Format: date-time */
                readonly since: string;
                readonly attempts: number;
            };
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
        };
        readonly NotifySecret: {
            /** @description Newest first */
            readonly secrets: readonly components["schemas"]["ShownWebhookSecret"][];
        };
        readonly ShownWebhookSecret: {
            /** Format: uuid */
            readonly id: string;
            /** Format: date-time */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description Until then it signs beside the newest; absent: it is the newest
             */
            readonly expiresAt?: string;
            /** @description whsec_ and base64, as the Standard Webhooks libraries take it */
            readonly secret: string;
        };
        /**
         * @default {
         *       "overlapSeconds": 86400
         *     }
         */
        readonly RotateSecret: {
            /**
             * @description How long the present secret signs beside the new one
             * @default 86400
             */
            readonly overlapSeconds: number;
        };
        readonly WebhookWithSecrets: {
            /** Format: uuid */
            readonly id: string;
            /**
             * @description notify: an origin of the orders' own notifyUrl
             * @enum {string}
             */
            readonly kind: "endpoint" | "notify";
            readonly url: string;
            readonly description?: string;
            /** @description Absent: every event */
            readonly eventTypes?: readonly string[];
            readonly enabled: boolean;
            /** @description failing: by us, after it had failed for days; gone: it answered 410. Enabled again by PATCH */
            readonly disabled?: {
                /** @enum {string} */
                readonly reason: "merchant" | "failing" | "gone";
                /** Format: date-time */
                readonly at: string;
            };
            /** @description Attempts that failed since the last that did not */
            readonly failing?: {
                /** Format: date-time */
                readonly since: string;
                readonly attempts: number;
            };
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            readonly secrets: readonly components["schemas"]["WebhookSecret"][];
        };
        readonly WebhookSecret: {
            /** Format: uuid */
            readonly id: string;
            /** Format: date-time */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description Until then it signs beside the newest; absent: it is the newest
             */
            readonly expiresAt?: string;
        };
        readonly ChangeWebhook: {
            readonly url?: string;
            readonly description?: string | null;
            /** @description null: every event */
            readonly eventTypes?: readonly ("order.created" | "order.pending" | "order.uncertain" | "order.authorized" | "order.paid" | "order.partially_refunded" | "order.refunded" | "order.reversed" | "order.canceled" | "order.failed" | "order.updated" | "webhook.endpoint_disabled")[] | null;
            readonly enabled?: boolean;
        };
        readonly WebhookDeliveryPage: {
            readonly deliveries: readonly components["schemas"]["WebhookDelivery"][];
            /**
             * Format: uuid
             * @description Absent on the last page
             */
            readonly nextCursor?: string;
        };
        readonly WebhookDelivery: {
            /**
             * Format: uuid
             * @description Also the webhook-id of its messages
             */
            readonly id: string;
            readonly type: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** Format: uuid */
            readonly orderId?: string;
            readonly version?: number;
            /** @description The order's own notifyUrl */
            readonly url?: string;
            /** @enum {string} */
            readonly state: "pending" | "delivered" | "skipped" | "dead" | "replayed";
            /** @description Of the last attempt that failed, or why it was skipped or given up */
            readonly reason?: string;
            readonly attempts: readonly components["schemas"]["WebhookAttempt"][];
            /** Format: date-time */
            readonly nextAttemptAt?: string;
            /** Format: uuid */
            readonly replayOf?: string;
            /** Format: uuid */
            readonly replayedAs?: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly finishedAt?: string;
        };
        readonly WebhookAttempt: {
            /** Format: date-time */
            readonly at: string;
            readonly durationMs: number;
            /** @description Of the answer; its body is not kept */
            readonly status?: number;
            /**
             * @description Absent where the message was taken
             * @enum {string}
             */
            readonly error?: "timeout" | "dns" | "unreachable" | "tls" | "address_not_allowed" | "connection_lost" | "redirect" | "gone" | "status" | "not_acknowledged";
        };
        readonly WebhookTest: {
            /** Format: uuid */
            readonly deliveryId: string;
            readonly delivered: boolean;
            /** @description Absent while it is on its way */
            readonly attempt?: components["schemas"]["WebhookAttempt"];
        };
        readonly ReplayWebhooks: {
            readonly deliveryIds?: readonly string[];
            /** Format: date-time */
            readonly from?: string;
            /** Format: date-time */
            readonly to?: string;
            /**
             * @description Of a time: only those
             * @enum {string}
             */
            readonly state?: "dead" | "skipped" | "delivered";
            /** Format: uuid */
            readonly orderId?: string;
        };
        readonly WebhookReplay: {
            /** Format: uuid */
            readonly id: string;
            readonly selection: {
                readonly [key: string]: unknown;
            };
            /** @enum {string} */
            readonly state: "running" | "done";
            /** @description Deliveries that go out again so far */
            readonly replayed: number;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly finishedAt?: string;
        };
        readonly CasePage: {
            readonly cases: readonly components["schemas"]["CaseSummary"][];
            /**
             * Format: uuid
             * @description Absent on the last page
             */
            readonly nextCursor?: string;
        };
        readonly CaseSummary: {
            /** Format: uuid */
            readonly id: string;
            /** @enum {string} */
            readonly kind: "amount_mismatch" | "currency_mismatch" | "late_success" | "duplicate_charge" | "state_conflict" | "unknown_code" | "outcome_unknown" | "external_change" | "excess";
            /** @enum {string} */
            readonly state: "open" | "awaiting_second" | "closed";
            readonly detail: string;
            readonly owner?: string;
            /** Format: date-time */
            readonly openedAt: string;
            /** Format: date-time */
            readonly dueAt: string;
            readonly overdue: boolean;
            /** Format: date-time */
            readonly closedAt?: string;
            /**
             * @description What a person has made of it; while it is open, what they have had begun
             * @enum {string}
             */
            readonly resolution?: "confirm" | "decline" | "adopt" | "refund_duplicate" | "refund" | "keep" | "write_off" | "ask_again";
            readonly proposal?: components["schemas"]["CaseProposal"];
            readonly order: {
                /** Format: uuid */
                readonly id: string;
                readonly merchantOrderNo: string;
                /** @enum {string} */
                readonly state: "created" | "pending" | "uncertain" | "authorized" | "paid" | "partially_refunded" | "refunded" | "reversed" | "canceled" | "failed";
                readonly version: number;
                readonly amount: {
                    readonly currency: string;
                    /** @description Minor units */
                    readonly value: string;
                };
            };
            /** Format: uuid */
            readonly operationId: string;
            readonly provider: {
                /** @enum {string} */
                readonly name: "upay" | "codepay" | "wallet";
                /** Format: uuid */
                readonly accountId: string;
            };
        };
        /** @description What one person wants, and a second one must agree to */
        readonly CaseProposal: {
            /** @enum {string} */
            readonly resolution: "confirm" | "decline" | "adopt" | "refund_duplicate" | "refund" | "keep" | "write_off" | "ask_again";
            readonly person: string;
            readonly reason: string;
            readonly evidence?: string;
            readonly amount?: {
                readonly currency: string;
                /** @description Minor units */
                readonly value: string;
            };
            readonly tip?: {
                readonly currency: string;
                /** @description Minor units */
                readonly value: string;
            };
            /** @description What the provider had stated by then, in minor units */
            readonly stated?: {
                readonly [key: string]: string;
            };
            readonly stake: {
                readonly currency: string;
                /** @description Minor units */
                readonly value: string;
            };
            /** Format: date-time */
            readonly at: string;
        };
        readonly Case: {
            /** Format: uuid */
            readonly id: string;
            /** @enum {string} */
            readonly kind: "amount_mismatch" | "currency_mismatch" | "late_success" | "duplicate_charge" | "state_conflict" | "unknown_code" | "outcome_unknown" | "external_change" | "excess";
            /** @enum {string} */
            readonly state: "open" | "awaiting_second" | "closed";
            readonly detail: string;
            readonly owner?: string;
            /** Format: date-time */
            readonly openedAt: string;
            /** Format: date-time */
            readonly dueAt: string;
            readonly overdue: boolean;
            /** Format: date-time */
            readonly closedAt?: string;
            /**
             * @description What a person has made of it; while it is open, what they have had begun
             * @enum {string}
             */
            readonly resolution?: "confirm" | "decline" | "adopt" | "refund_duplicate" | "refund" | "keep" | "write_off" | "ask_again";
            readonly proposal?: components["schemas"]["CaseProposal"];
            readonly order: {
                /** Format: uuid */
                readonly id: string;
                readonly merchantOrderNo: string;
                /** @enum {string} */
                readonly state: "created" | "pending" | "uncertain" | "authorized" | "paid" | "partially_refunded" | "refunded" | "reversed" | "canceled" | "failed";
                readonly version: number;
                readonly amount: {
                    readonly currency: string;
                    /** @description Minor units */
                    readonly value: string;
                };
            };
            /** Format: uuid */
            readonly operationId: string;
            readonly provider: {
                /** @enum {string} */
                readonly name: "upay" | "codepay" | "wallet";
                /** Format: uuid */
                readonly accountId: string;
            };
            readonly operation: components["schemas"]["Operation"];
            readonly evidence?: {
                /** @enum {string} */
                readonly source: "answer" | "query" | "notification" | "no_answer" | "person";
                readonly outcome: string;
                /** Format: date-time */
                readonly askedAt: string;
                /** Format: date-time */
                readonly receivedAt: string;
                /** @description Of the bytes received */
                readonly bodySha256?: string;
                /** @description The verdict on it */
                readonly signature?: string;
                /** @description Request and answer, secrets masked; of a person, their words */
                readonly exchanges: unknown;
            };
            /** @description What the provider has stated, in minor units */
            readonly stated?: {
                readonly [key: string]: string;
            };
            /** @description What stands in suspense by this case; above zero where the provider holds more than we know of */
            readonly suspense?: {
                readonly currency: string;
                readonly value: string;
            };
            readonly history: readonly components["schemas"]["CaseEvent"][];
            /** @description What may be made of it now; none of a closed one */
            readonly resolutions: readonly components["schemas"]["CaseResolution"][];
        };
        readonly CaseEvent: {
            readonly number: number;
            /** @enum {string} */
            readonly what: "opened" | "assigned" | "commented" | "asked" | "proposed" | "agreed" | "rejected" | "resolved" | "closed_by_fact" | "reopened";
            /** Format: date-time */
            readonly at: string;
            readonly person?: string;
            /** @description The API key by its first characters */
            readonly actor?: string;
            readonly reason?: string;
            readonly evidence?: string;
            readonly detail?: {
                readonly [key: string]: unknown;
            };
            /** Format: uuid */
            readonly factId?: string;
            readonly requestId?: string;
        };
        readonly CaseResolution: {
            /**
             * @description `reject`: of what was proposed
             * @enum {string}
             */
            readonly resolution: "confirm" | "decline" | "adopt" | "refund_duplicate" | "refund" | "keep" | "write_off" | "ask_again" | "reject";
            readonly does: string;
            readonly members: readonly {
                readonly name: string;
                readonly required: boolean;
                readonly is: string;
            }[];
            /** @description The most that may be at stake */
            readonly stake: {
                readonly currency: string;
                /** @description Minor units */
                readonly value: string;
            };
            readonly needsSecondPerson: boolean;
        };
        readonly AssignCase: {
            /** @description Whose it is from now on; null: nobody */
            readonly owner: string | null;
            /** @description Who does it, as your back office knows its people */
            readonly person: string;
            readonly reason: string;
        };
        readonly CommentOnCase: {
            /** @description Who does it, as your back office knows its people */
            readonly person: string;
            readonly reason: string;
        };
        readonly ResolveCase: {
            /**
             * @description One of those that the case lists; `reject` of what was proposed
             * @enum {string}
             */
            readonly resolution: "confirm" | "decline" | "adopt" | "refund_duplicate" | "refund" | "keep" | "write_off" | "ask_again" | "reject";
            /** @description What proves it: a line of a statement, a ticket of the provider */
            readonly evidence?: string;
            /** @description The base money that was taken, where the resolution takes figures */
            readonly amount?: {
                /** @description ISO 4217, upper case */
                readonly currency: string;
                /** @description Minor units: "1000" is 10.00 USD */
                readonly value: string;
            };
            readonly tip?: {
                /** @description ISO 4217, upper case */
                readonly currency: string;
                /** @description Minor units: "1000" is 10.00 USD */
                readonly value: string;
            };
            /** @description Who does it, as your back office knows its people */
            readonly person: string;
            readonly reason: string;
        };
        readonly AccountCapabilities: {
            readonly accounts: readonly {
                /** Format: uuid */
                readonly accountId: string;
                /** @enum {string} */
                readonly provider: "upay" | "codepay" | "wallet";
                /** @enum {string} */
                readonly mode: "test" | "live";
                readonly currency: string;
                /** @description Both the account and its binding to the merchant are switched on */
                readonly enabled: boolean;
                /** @description Absent: the settings of the account cannot be used as they stand */
                readonly capabilities?: components["schemas"]["Capabilities"];
            }[];
        };
        readonly Capabilities: {
            /** @enum {string} */
            readonly provider: "upay" | "codepay" | "wallet";
            /** @description Absent: every ISO currency, as the account has it */
            readonly currencies?: readonly string[];
            readonly amount: {
                /** @description Minor units */
                readonly min: string;
                /** @description Minor units */
                readonly max: string;
            };
            readonly methods: readonly components["schemas"]["MethodCapability"][];
            readonly operations: readonly ({
                /** @enum {string} */
                readonly kind: "sale" | "authorize" | "capture" | "increment" | "adjust_tip" | "cancel" | "void" | "refund";
                /** @enum {boolean} */
                readonly offered: true;
                readonly resend: {
                    /** @enum {string} */
                    readonly rule: "same_key" | "sets_value" | "never";
                    readonly inWords: string;
                };
                /** @description Milliseconds */
                readonly connectTimeoutMs: number;
                /** @description Milliseconds */
                readonly totalTimeoutMs: number;
                /** @description How what is not known is asked after, from the begin of the operation */
                readonly polling: readonly {
                    readonly methods: readonly ("payer_code" | "merchant_qr" | "terminal" | "redirect" | "agreement" | "card")[];
                    readonly steps: readonly {
                        /** @description Milliseconds */
                        readonly everyMs: number;
                        /** @description Milliseconds */
                        readonly untilMs: number;
                    }[];
                    readonly cancelAtEnd: boolean;
                    readonly afterwardsMs: readonly number[];
                    readonly inWords: string;
                }[];
                /** @description When "not found" closes an operation */
                readonly notFound: {
                    /** @description Milliseconds */
                    readonly windowMs: number;
                    readonly afterExpiry: boolean;
                    readonly answers: number;
                    /** @description Milliseconds */
                    readonly apartMs: number;
                    readonly inWords: string;
                };
                readonly charges?: readonly {
                    /** @enum {string} */
                    readonly charge: "sale" | "authorization" | "captured_authorization";
                    /** @enum {string} */
                    readonly method: "payer_code" | "merchant_qr" | "terminal" | "redirect" | "agreement" | "card";
                    readonly scenario?: string;
                    /** @enum {string} */
                    readonly how: "by_call" | "on_terminal" | "either" | "not";
                    readonly reason?: string;
                    /** @description Of a refund: whether it may name the parts that it falls to */
                    readonly parts?: boolean;
                }[];
                readonly returnsMoneyWhenPaid?: boolean;
                /** @description Milliseconds */
                readonly notBeforeMs?: number;
            } | {
                /** @enum {string} */
                readonly kind: "sale" | "authorize" | "capture" | "increment" | "adjust_tip" | "cancel" | "void" | "refund";
                /** @enum {boolean} */
                readonly offered: false;
                readonly reason: string;
                readonly instead?: {
                    /** @enum {string} */
                    readonly operation: "sale" | "authorize" | "capture" | "increment" | "adjust_tip" | "cancel" | "void" | "refund";
                    readonly advice: string;
                };
            })[];
            readonly query: {
                /** @description Milliseconds */
                readonly connectTimeoutMs: number;
                /** @description Milliseconds */
                readonly totalTimeoutMs: number;
            };
            readonly refunds: {
                readonly withinDays: number;
                readonly partial: boolean;
                readonly atMost?: number;
            };
            readonly providerOptions: readonly {
                readonly operations: readonly ("sale" | "authorize" | "capture" | "increment" | "adjust_tip" | "cancel" | "void" | "refund")[];
                readonly members: readonly components["schemas"]["ProviderOption"][];
            }[];
            readonly switches: readonly {
                readonly setting: string;
                readonly on: boolean;
                readonly gives: string;
            }[];
            readonly agreements: {
                /** @enum {boolean} */
                readonly offered: false;
                readonly reason: string;
            } | {
                /** @enum {boolean} */
                readonly offered: true;
                readonly providerOptions: readonly components["schemas"]["ProviderOption"][];
            };
            readonly batches: {
                /** @enum {boolean} */
                readonly offered: false;
                readonly reason: string;
            } | {
                /** @enum {boolean} */
                readonly offered: true;
                /** @description Milliseconds */
                readonly connectTimeoutMs: number;
                /** @description Milliseconds */
                readonly totalTimeoutMs: number;
                readonly againAfterMs: readonly number[];
                readonly againInWords: string;
                readonly close: readonly {
                    readonly scope: string;
                    readonly offered: boolean;
                    readonly reason?: string;
                }[];
                readonly open: readonly {
                    readonly scope: string;
                    readonly offered: boolean;
                    readonly reason?: string;
                }[];
            };
            readonly activation: {
                /** @enum {boolean} */
                readonly offered: false;
                readonly reason: string;
            } | {
                /** @enum {boolean} */
                readonly offered: true;
                /** @description Milliseconds */
                readonly checkInEveryMs: number;
                /** @description Milliseconds */
                readonly keyLifeMs: number;
                readonly inWords: string;
            };
            readonly notOffered: readonly {
                readonly what: string;
                readonly reason: string;
            }[];
        };
        readonly MethodCapability: {
            /** @enum {string} */
            readonly type: "payer_code" | "merchant_qr" | "terminal" | "redirect" | "agreement" | "card";
            readonly offered: boolean;
            readonly reason?: string;
            readonly variants: readonly {
                readonly form?: string;
                readonly scenario?: string;
                readonly offered: boolean;
                readonly reason?: string;
                /** @description What the order has to bring beside the method */
                readonly needs?: string;
                readonly manualCapture: boolean;
                readonly tip: boolean;
                readonly cashback: boolean;
                readonly payway: boolean;
            }[];
            readonly expirySeconds?: {
                readonly min: number;
                readonly max: number;
                readonly default: number;
            };
        };
        readonly ProviderOption: {
            readonly member: string;
            readonly type: string;
            readonly required: boolean;
            readonly bound?: string;
            readonly description?: string;
        };
        readonly CreateMerchant: {
            readonly name: string;
            /**
             * @description What becomes of money that shows up after its order was closed
             * @default refund
             * @enum {string}
             */
            readonly latePaymentPolicy: "refund" | "keep";
            /** @description Above this a second person must agree to what is made of a case: minor units by currency, "*" for every other one */
            readonly caseLimits?: {
                readonly [key: string]: string;
            };
        };
        readonly Merchant: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** @enum {string} */
            readonly mode: "test" | "live";
            readonly enabled: boolean;
            /**
             * @description What becomes of money that shows up after its order was closed
             * @enum {string}
             */
            readonly latePaymentPolicy: "refund" | "keep";
            /** @description Absent: as the installation is set up */
            readonly caseLimits?: {
                readonly [key: string]: string;
            };
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
        };
        readonly MerchantPage: {
            readonly merchants: readonly components["schemas"]["Merchant"][];
            /**
             * Format: uuid
             * @description Absent on the last page
             */
            readonly nextCursor?: string;
        };
        readonly ChangeMerchant: {
            readonly name?: string;
            /** @description A disabled merchant begins nothing new; what is open goes on to its end */
            readonly enabled?: boolean;
            /**
             * @description What becomes of money that shows up after its order was closed
             * @enum {string}
             */
            readonly latePaymentPolicy?: "refund" | "keep";
            /** @description Above this a second person must agree to what is made of a case: minor units by currency, "*" for every other one */
            readonly caseLimits?: {
                readonly [key: string]: string;
            } | null;
        };
        readonly CreateStore: {
            readonly storeNo: string;
            readonly name: string;
            /** @description ISO 4217, upper case */
            readonly currency: string;
            readonly timeZone: string;
            /**
             * @description When its business day begins, by the store's own clock
             * @default 00:00
             */
            readonly dayStartsAt: string;
            /** @description How long a till's pay is held open for its end; absent: 30 */
            readonly payWaitSeconds?: number;
        };
        readonly Store: {
            /** Format: uuid */
            readonly id: string;
            readonly storeNo: string;
            readonly name: string;
            readonly currency: string;
            readonly timeZone: string;
            /** @description When its business day begins, by the store's own clock */
            readonly dayStartsAt: string;
            /** @description How long a till's pay is held open for its end; absent: 30 */
            readonly payWaitSeconds?: number;
            readonly enabled: boolean;
            readonly bindings: readonly {
                /** Format: uuid */
                readonly providerAccountId: string;
                readonly providerStoreNo: string;
            }[];
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
        };
        readonly StorePage: {
            readonly stores: readonly components["schemas"]["Store"][];
            /**
             * Format: uuid
             * @description Absent on the last page
             */
            readonly nextCursor?: string;
        };
        readonly ChangeStore: {
            readonly name?: string;
            readonly timeZone?: string;
            /** @description When its business day begins, by the store's own clock */
            readonly dayStartsAt?: string;
            /** @description How long a till's pay is held open for its end; absent: 30 */
            readonly payWaitSeconds?: number | null;
            /** @description Nothing new begins in a disabled store */
            readonly enabled?: boolean;
        };
        readonly BindStore: {
            readonly providerStoreNo: string;
        };
        readonly CreateTerminal: {
            /** @description Unique over the whole installation */
            readonly terminalSn: string;
            readonly storeNo: string;
            readonly name: string;
            /**
             * @description Addresses and networks that it may be used from; empty: from anywhere
             * @default []
             */
            readonly ipList: readonly string[];
        };
        readonly Terminal: {
            /** Format: uuid */
            readonly id: string;
            readonly terminalSn: string;
            readonly name: string;
            readonly storeNo: string;
            readonly enabled: boolean;
            /** @description The device that it is bound to; absent: it was never activated */
            readonly device?: {
                readonly deviceId: string;
                /** Format: date-time */
                readonly activatedAt: string;
                readonly vendorSn?: string;
                readonly clientSn?: string;
                readonly osInfo?: string;
                readonly sdkVersion?: string;
            };
            /** @description Of the key that it signs with, which lives for 48 hours */
            readonly key?: {
                readonly number: number;
                /** Format: date-time */
                readonly issuedAt: string;
                readonly ageSeconds: number;
            };
            /**
             * Format: date-time
             * @description Exact to a minute
             */
            readonly lastSeenAt?: string;
            readonly ipList: readonly string[];
            readonly notifyWithTerminalKey: boolean;
            readonly notificationKey?: {
                readonly fingerprint: string;
            };
            readonly bindings: readonly {
                /** Format: uuid */
                readonly providerAccountId: string;
                readonly providerTerminalSn: string;
            }[];
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
        };
        readonly TerminalPage: {
            readonly terminals: readonly components["schemas"]["Terminal"][];
            /**
             * Format: uuid
             * @description Absent on the last page
             */
            readonly nextCursor?: string;
        };
        readonly ChangeTerminal: {
            readonly name?: string;
            /** @description A disabled terminal begins nothing new */
            readonly enabled?: boolean;
            /** @description Addresses and networks that it may be used from; empty: from anywhere */
            readonly ipList?: readonly string[];
            /** @description Sign its flat notifications with its own key: such a message can be sent back to us as if it came from the terminal */
            readonly notifyWithTerminalKey?: boolean;
        };
        readonly TerminalWithNewKey: {
            /** Format: uuid */
            readonly id: string;
            readonly terminalSn: string;
            readonly name: string;
            readonly storeNo: string;
            readonly enabled: boolean;
            /** @description The device that it is bound to; absent: it was never activated */
            readonly device?: {
                readonly deviceId: string;
                /** Format: date-time */
                readonly activatedAt: string;
                readonly vendorSn?: string;
                readonly clientSn?: string;
                readonly osInfo?: string;
                readonly sdkVersion?: string;
            };
            /** @description Of the key that it signs with, which lives for 48 hours */
            readonly key?: {
                readonly number: number;
                /** Format: date-time */
                readonly issuedAt: string;
                readonly ageSeconds: number;
            };
            /**
             * Format: date-time
             * @description Exact to a minute
             */
            readonly lastSeenAt?: string;
            readonly ipList: readonly string[];
            readonly notifyWithTerminalKey: boolean;
            readonly notificationKey?: {
                readonly fingerprint: string;
            };
            readonly bindings: readonly {
                /** Format: uuid */
                readonly providerAccountId: string;
                readonly providerTerminalSn: string;
            }[];
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            /** @description Shown here and nowhere else; a repeat shows none */
            readonly newNotificationKey?: string;
        };
        readonly BindTerminal: {
            readonly providerTerminalSn: string;
        };
        readonly CreateVendor: {
            readonly name: string;
            /** @description Absent: one of our own */
            readonly appId?: string;
        };
        readonly ShownVendor: {
            /** Format: uuid */
            readonly id: string;
            /** @enum {string} */
            readonly mode: "test" | "live";
            readonly name: string;
            readonly vendorSn: string;
            readonly appId: string;
            readonly enabled: boolean;
            readonly key: {
                /** @description The first 16 hex digits of its SHA-256 */
                readonly fingerprint: string;
            };
            /**
             * Format: date-time
             * @description Until then the key before the present one signs too
             */
            readonly previousKeyUntil?: string;
            /**
             * Format: date-time
             * @description Too many codes were not taken: until then none is looked at
             */
            readonly lockedUntil?: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            /** @description Shown here and nowhere else; a repeat shows none */
            readonly vendorKey?: string;
        };
        readonly VendorPage: {
            readonly vendors: readonly components["schemas"]["Vendor"][];
            /**
             * Format: uuid
             * @description Absent on the last page
             */
            readonly nextCursor?: string;
        };
        readonly Vendor: {
            /** Format: uuid */
            readonly id: string;
            /** @enum {string} */
            readonly mode: "test" | "live";
            readonly name: string;
            readonly vendorSn: string;
            readonly appId: string;
            readonly enabled: boolean;
            readonly key: {
                /** @description The first 16 hex digits of its SHA-256 */
                readonly fingerprint: string;
            };
            /**
             * Format: date-time
             * @description Until then the key before the present one signs too
             */
            readonly previousKeyUntil?: string;
            /**
             * Format: date-time
             * @description Too many codes were not taken: until then none is looked at
             */
            readonly lockedUntil?: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
        };
        readonly ChangeVendor: {
            readonly name?: string;
            /** @description A disabled vendor activates nothing; its terminals go on */
            readonly enabled?: boolean;
        };
        /**
         * @default {
         *       "overlapSeconds": 86400
         *     }
         */
        readonly Overlap: {
            /**
             * @description How long the present one goes on beside the new one
             * @default 86400
             */
            readonly overlapSeconds: number;
        };
        readonly CreateActivationCode: {
            readonly vendorSn: string;
            /**
             * @description Each use makes another terminal
             * @default 1
             */
            readonly uses: number;
            /**
             * @description Seven days where it is not said
             * @default 604800
             */
            readonly expiresInSeconds: number;
        };
        readonly ShownActivationCode: {
            /** Format: uuid */
            readonly id: string;
            readonly prefix: string;
            /** @description The one terminal that it activates; absent: each use makes a new one */
            readonly terminalSn?: string;
            readonly uses: number;
            readonly usesLeft: number;
            /** @enum {string} */
            readonly state: "usable" | "used_up" | "expired" | "revoked";
            /** Format: date-time */
            readonly expiresAt: string;
            readonly createdBy: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly revokedAt?: string;
            /** @description Shown here and nowhere else; a repeat shows none */
            readonly code?: string;
        };
        readonly ActivationCodePage: {
            readonly activationCodes: readonly components["schemas"]["ActivationCode"][];
            /**
             * Format: uuid
             * @description Absent on the last page
             */
            readonly nextCursor?: string;
        };
        readonly ActivationCode: {
            /** Format: uuid */
            readonly id: string;
            readonly prefix: string;
            /** @description The one terminal that it activates; absent: each use makes a new one */
            readonly terminalSn?: string;
            readonly uses: number;
            readonly usesLeft: number;
            /** @enum {string} */
            readonly state: "usable" | "used_up" | "expired" | "revoked";
            /** Format: date-time */
            readonly expiresAt: string;
            readonly createdBy: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly revokedAt?: string;
        };
        readonly CreateTerminalActivationCode: {
            readonly vendorSn: string;
            /**
             * @description Seven days where it is not said
             * @default 604800
             */
            readonly expiresInSeconds: number;
        };
        readonly CreateApiKey: {
            readonly name: string;
            /** @description No more than your own key has */
            readonly permissions: readonly ("orders:read" | "orders:write" | "refunds:write" | "cards:write" | "agreements:write" | "batches:read" | "batches:write" | "webhooks:read" | "webhooks:write" | "cases:read" | "cases:write" | "cases:resolve" | "accounts:read" | "accounts:write" | "merchants:read" | "merchants:write" | "terminals:read" | "terminals:write" | "keys:write" | "audit:read" | "reports:read")[];
            /**
             * @description Addresses and networks that it may be used from; empty: from anywhere
             * @default []
             */
            readonly ipList: readonly string[];
            /** @description Absent: it has no end */
            readonly expiresInSeconds?: number;
        };
        readonly ShownApiKey: {
            /** Format: uuid */
            readonly id: string;
            /**
             * Format: uuid
             * @description Absent: the platform's
             */
            readonly merchantId?: string;
            /** @enum {string} */
            readonly mode: "test" | "live";
            readonly name: string;
            /** @description Its first characters, by which the evidence names it */
            readonly prefix: string;
            readonly permissions: readonly string[];
            readonly ipList: readonly string[];
            /** @enum {string} */
            readonly state: "usable" | "expired" | "revoked";
            /** Format: date-time */
            readonly expiresAt?: string;
            /**
             * Format: date-time
             * @description Exact to a minute
             */
            readonly lastUsedAt?: string;
            readonly createdBy?: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly revokedAt?: string;
            /**
             * Format: uuid
             * @description The key that takes its place
             */
            readonly successorId?: string;
            /** @description Shown here and nowhere else; a repeat shows none */
            readonly key?: string;
        };
        readonly ApiKeyPage: {
            readonly apiKeys: readonly components["schemas"]["ApiKey"][];
            /**
             * Format: uuid
             * @description Absent on the last page
             */
            readonly nextCursor?: string;
        };
        readonly ApiKey: {
            /** Format: uuid */
            readonly id: string;
            /**
             * Format: uuid
             * @description Absent: the platform's
             */
            readonly merchantId?: string;
            /** @enum {string} */
            readonly mode: "test" | "live";
            readonly name: string;
            /** @description Its first characters, by which the evidence names it */
            readonly prefix: string;
            readonly permissions: readonly string[];
            readonly ipList: readonly string[];
            /** @enum {string} */
            readonly state: "usable" | "expired" | "revoked";
            /** Format: date-time */
            readonly expiresAt?: string;
            /**
             * Format: date-time
             * @description Exact to a minute
             */
            readonly lastUsedAt?: string;
            readonly createdBy?: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly revokedAt?: string;
            /**
             * Format: uuid
             * @description The key that takes its place
             */
            readonly successorId?: string;
        };
        readonly ChangeApiKey: {
            readonly name?: string;
            /** @description Addresses and networks that it may be used from; empty: from anywhere */
            readonly ipList?: readonly string[];
        };
        readonly AuditPage: {
            readonly entries: readonly components["schemas"]["AuditEntry"][];
            /**
             * Format: uuid
             * @description Absent on the last page
             */
            readonly nextCursor?: string;
        };
        readonly AuditEntry: {
            /** Format: uuid */
            readonly id: string;
            /** Format: date-time */
            readonly at: string;
            /**
             * Format: uuid
             * @description Absent: a setting of the platform's
             */
            readonly merchantId?: string;
            readonly actor: string;
            readonly requestId: string;
            /** @description Absent: a process of ours */
            readonly address?: string;
            readonly action: string;
            readonly subject: {
                readonly type: string;
                /** Format: uuid */
                readonly id: string;
            };
            /** @description Absent: it was not there before. No secret: a fingerprint of it */
            readonly before?: {
                readonly [key: string]: unknown;
            };
            readonly after?: {
                readonly [key: string]: unknown;
            };
        };
        /** @description RFC 9457 */
        readonly Problem: {
            readonly type: string;
            readonly title: string;
            readonly status: number;
            /** @description Stable */
            readonly code: string;
            readonly detail: string;
            readonly fields: readonly {
                readonly path: string;
                readonly message: string;
            }[];
            /** @description When to ask again, where that is known: as the header Retry-After */
            readonly retryAfterSeconds?: number;
            readonly requestId: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The request’s number in our log and in the history of what it changed; the one that the request named, where it named one. */
        readonly RequestId: string;
        /** @description true: the same request came before, and this is the present view of what it made; absent otherwise. */
        readonly IdempotentReplayed: "true";
        /** @description The wait that was followed. */
        readonly PreferenceApplied: string;
        /** @description After how many seconds to ask again. */
        readonly RetryAfter: number;
        /** @description How to do it. */
        readonly Authenticate: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly orders_list: {
        readonly parameters: {
            readonly query?: {
                readonly merchantOrderNo?: string;
                readonly state?: "created" | "pending" | "uncertain" | "authorized" | "paid" | "partially_refunded" | "refunded" | "reversed" | "canceled" | "failed";
                /** @description `nextCursor` of the page before */
                readonly cursor?: string;
                readonly limit?: string;
                /** @description Not supported yet: refused with 422 not_supported_yet. */
                readonly from?: unknown;
                /** @description Not supported yet: refused with 422 not_supported_yet. */
                readonly to?: unknown;
                /** @description Not supported yet: refused with 422 not_supported_yet. */
                readonly storeNo?: unknown;
                /** @description Not supported yet: refused with 422 not_supported_yet. */
                readonly terminalSn?: unknown;
                /** @description Not supported yet: refused with 422 not_supported_yet. */
                readonly operator?: unknown;
                /** @description Not supported yet: refused with 422 not_supported_yet. */
                readonly provider?: unknown;
                /** @description Not supported yet: refused with 422 not_supported_yet. */
                readonly amount?: unknown;
            };
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_supported_yet`: This is not supported yet */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly orders_create: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description wait=N: the answer comes after at most N seconds (0 to 120), whatever the provider does; the payment goes on. */
                readonly Prefer?: string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateOrder"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_not_used`: Idempotency-Key is not used here. `invalid_amount`: The amount is not valid. `unknown_currency`: The currency is not known */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_supported_yet`: This is not supported yet. `invalid_reference`: The request names something that does not exist. `invalid_provider_options`: The provider options cannot be carried out. `no_route`: No provider account can take this order */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly orders_read: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order_not_found`: The order does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly orders_timeline: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order_not_found`: The order does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly orders_cancel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description wait=N: the answer comes after at most N seconds (0 to 120), whatever the provider does; the payment goes on. */
                readonly Prefer?: string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly operator?: string;
                    readonly reason?: string;
                    /** @description Where it is done, with onTerminal; else the terminal of the order */
                    readonly terminalSn?: string;
                    readonly onTerminal?: boolean;
                    /** @description What a provider's document has beyond the members of this command; refused where it cannot be carried out */
                    readonly providerOptions?: {
                        readonly upay?: {
                            readonly [key: string]: unknown;
                        };
                        readonly codepay?: {
                            readonly [key: string]: unknown;
                        };
                        readonly wallet?: {
                            readonly [key: string]: unknown;
                        };
                    };
                };
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order_not_found`: The order does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_state`: The state of the order does not allow this. `operation_in_progress`: Another operation is in progress */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_provider_options`: The provider options cannot be carried out */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly orders_refresh: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description wait=N: the answer comes after at most N seconds (0 to 120), whatever the provider does; the payment goes on. */
                readonly Prefer?: string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order_not_found`: The order does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changes_capture: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description wait=N: the answer comes after at most N seconds (0 to 120), whatever the provider does; the payment goes on. */
                readonly Prefer?: string;
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CaptureOrder"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed. `invalid_amount`: The amount is not valid. `unknown_currency`: The currency is not known */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order_not_found`: The order does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `invalid_state`: The state of the order does not allow this. `operation_in_progress`: Another operation is in progress. `batch_closed`: The batch of the payment is closed */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operation_not_supported`: The provider does not offer this. `invalid_reference`: The request names something that does not exist. `invalid_provider_options`: The provider options cannot be carried out. `amount_exceeds_remaining`: The amount exceeds what is left */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changes_increment: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description wait=N: the answer comes after at most N seconds (0 to 120), whatever the provider does; the payment goes on. */
                readonly Prefer?: string;
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["IncrementAuthorization"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed. `invalid_amount`: The amount is not valid. `unknown_currency`: The currency is not known */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order_not_found`: The order does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `invalid_state`: The state of the order does not allow this. `operation_in_progress`: Another operation is in progress. `batch_closed`: The batch of the payment is closed */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operation_not_supported`: The provider does not offer this. `invalid_reference`: The request names something that does not exist. `invalid_provider_options`: The provider options cannot be carried out */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changes_tip: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description wait=N: the answer comes after at most N seconds (0 to 120), whatever the provider does; the payment goes on. */
                readonly Prefer?: string;
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AdjustTip"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed. `invalid_amount`: The amount is not valid. `unknown_currency`: The currency is not known */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order_not_found`: The order does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `invalid_state`: The state of the order does not allow this. `operation_in_progress`: Another operation is in progress. `batch_closed`: The batch of the payment is closed */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operation_not_supported`: The provider does not offer this. `invalid_reference`: The request names something that does not exist. `invalid_provider_options`: The provider options cannot be carried out */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changes_undo: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description wait=N: the answer comes after at most N seconds (0 to 120), whatever the provider does; the payment goes on. */
                readonly Prefer?: string;
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly operator?: string;
                    readonly reason?: string;
                    /** @description Where it is done, with onTerminal; else the terminal of the order */
                    readonly terminalSn?: string;
                    readonly onTerminal?: boolean;
                    /** @description What a provider's document has beyond the members of this command; refused where it cannot be carried out */
                    readonly providerOptions?: {
                        readonly upay?: {
                            readonly [key: string]: unknown;
                        };
                        readonly codepay?: {
                            readonly [key: string]: unknown;
                        };
                        readonly wallet?: {
                            readonly [key: string]: unknown;
                        };
                    };
                };
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed. `invalid_amount`: The amount is not valid. `unknown_currency`: The currency is not known */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order_not_found`: The order does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `invalid_state`: The state of the order does not allow this. `operation_in_progress`: Another operation is in progress. `batch_closed`: The batch of the payment is closed */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operation_not_supported`: The provider does not offer this. `invalid_reference`: The request names something that does not exist. `invalid_provider_options`: The provider options cannot be carried out */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly refunds_create: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description wait=N: the answer comes after at most N seconds (0 to 120), whatever the provider does; the payment goes on. */
                readonly Prefer?: string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RefundOrder"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_not_used`: Idempotency-Key is not used here. `invalid_amount`: The amount is not valid. `unknown_currency`: The currency is not known */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order_not_found`: The order does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `invalid_state`: The state of the order does not allow this. `operation_in_progress`: Another operation is in progress. `batch_closed`: The batch of the payment is closed */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operation_not_supported`: The provider does not offer this. `invalid_reference`: The request names something that does not exist. `invalid_provider_options`: The provider options cannot be carried out. `amount_exceeds_remaining`: The amount exceeds what is left */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly refunds_read: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
                readonly refundNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order_not_found`: The order does not exist. `refund_not_found`: The refund does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly agreements_prepare: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PrepareAgreement"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `operation_in_progress`: Another operation is in progress */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_reference`: The request names something that does not exist. `invalid_provider_options`: The provider options cannot be carried out. `operation_not_supported`: The provider does not offer this. `agreement_refused`: The provider refuses the agreement */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_silent`: The provider gave no answer that can be used */
            readonly 502: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly agreements_read: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `agreement_not_found`: The agreement does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly agreements_end: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `agreement_not_found`: The agreement does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_agreement_state`: The state of the agreement does not allow this. `operation_in_progress`: Another operation is in progress */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly agreements_confirm: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConfirmAgreement"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `agreement_not_found`: The agreement does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `invalid_agreement_state`: The state of the agreement does not allow this. `operation_in_progress`: Another operation is in progress */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `agreement_refused`: The provider refuses the agreement */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly providerAccounts_activate: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ActivateAccount"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Activation"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_account_not_found`: The provider account does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `operation_in_progress`: Another operation is in progress */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operation_not_supported`: The provider does not offer this. `provider_account_refused`: The provider refuses the account */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_silent`: The provider gave no answer that can be used */
            readonly 502: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly providerAccounts_checkIn: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Activation"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_account_not_found`: The provider account does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `operation_in_progress`: Another operation is in progress */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operation_not_supported`: The provider does not offer this. `provider_account_refused`: The provider refuses the account */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_silent`: The provider gave no answer that can be used */
            readonly 502: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly batches_list: {
        readonly parameters: {
            readonly query?: {
                /** @description `nextCursor` of the page before */
                readonly cursor?: string;
                readonly limit?: string;
            };
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BatchPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly batches_close: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CloseBatch"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_account_not_found`: The provider account does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `batch_in_progress`: Another batch of the account is being closed */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_reference`: The request names something that does not exist. `operation_not_supported`: The provider does not offer this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly batches_open: {
        readonly parameters: {
            readonly query: {
                readonly providerAccountId: string;
                readonly all?: "true";
                readonly storeNo?: string;
                /** @description Serials with commas between them */
                readonly terminalSns?: string;
            };
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OpenBatch"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_account_not_found`: The provider account does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_reference`: The request names something that does not exist. `operation_not_supported`: The provider does not offer this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_silent`: The provider gave no answer that can be used */
            readonly 502: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly batches_read: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `batch_not_found`: The batch does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly batches_refresh: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `batch_not_found`: The batch does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly webhooks_list: {
        readonly parameters: {
            readonly query?: {
                /** @description `nextCursor` of the page before */
                readonly cursor?: string;
                readonly limit?: string;
            };
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly webhooks_create: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateWebhook"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedWebhook"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedWebhook"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_refused`: The webhook endpoint does not allow this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly webhooks_notifySecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NotifySecret"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly webhooks_rotateNotifySecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RotateSecret"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownWebhookSecret"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownWebhookSecret"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_refused`: The webhook endpoint does not allow this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly webhooks_read: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookWithSecrets"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_not_found`: The webhook endpoint does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly webhooks_remove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done; there is no body */
            readonly 204: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_not_found`: The webhook endpoint does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_refused`: The webhook endpoint does not allow this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly webhooks_change: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeWebhook"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_not_found`: The webhook endpoint does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_refused`: The webhook endpoint does not allow this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly webhooks_rotate: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RotateSecret"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownWebhookSecret"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownWebhookSecret"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_not_found`: The webhook endpoint does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_refused`: The webhook endpoint does not allow this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly webhookLog_deliveries: {
        readonly parameters: {
            readonly query?: {
                readonly state?: "pending" | "delivered" | "skipped" | "dead" | "replayed";
                /** @description `nextCursor` of the page before */
                readonly cursor?: string;
                readonly limit?: string;
            };
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_not_found`: The webhook endpoint does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly webhookLog_test: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookTest"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_not_found`: The webhook endpoint does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_refused`: The webhook endpoint does not allow this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly webhookLog_replay: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReplayWebhooks"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookReplay"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookReplay"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_not_found`: The webhook endpoint does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_refused`: The webhook endpoint does not allow this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly webhookLog_readReplay: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
                readonly replayId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookReplay"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_not_found`: The webhook endpoint does not exist. `webhook_replay_not_found`: The replay does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cases_list: {
        readonly parameters: {
            readonly query?: {
                readonly kind?: "amount_mismatch" | "currency_mismatch" | "late_success" | "duplicate_charge" | "state_conflict" | "unknown_code" | "outcome_unknown" | "external_change" | "excess";
                readonly state?: "open" | "awaiting_second" | "closed";
                readonly provider?: "upay" | "codepay" | "wallet";
                readonly owner?: string;
                readonly orderId?: string;
                readonly overdue?: "true" | "false";
                /** @description `nextCursor` of the page before */
                readonly cursor?: string;
                readonly limit?: string;
            };
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CasePage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cases_read: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Case"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_not_found`: The case does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cases_assign: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AssignCase"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Case"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_not_found`: The case does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `case_settled`: The case is closed */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cases_comment: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CommentOnCase"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Case"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_not_found`: The case does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cases_resolve: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description wait=N: the answer comes after at most N seconds (0 to 120), whatever the provider does; the payment goes on. */
                readonly Prefer?: string;
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ResolveCase"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Case"];
                };
            };
            /** @description Taken; the outcome is not known yet */
            readonly 202: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Case"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed. `invalid_amount`: The amount is not valid. `unknown_currency`: The currency is not known */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case_not_found`: The case does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `case_settled`: The case is closed. `resolution_not_allowed`: This cannot be made of the case now. `provider_contradicts`: The provider says the opposite. `second_person_needed`: Another person must agree. `proposal_differs`: Something else was proposed. `operation_in_progress`: Another operation is in progress */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `resolution_incomplete`: The resolution needs other members. `invalid_reference`: The request names something that does not exist */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_silent`: The provider gave no answer that can be used */
            readonly 502: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly capabilities_list: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccountCapabilities"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly merchants_list: {
        readonly parameters: {
            readonly query?: {
                /** @description `nextCursor` of the page before */
                readonly cursor?: string;
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MerchantPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly merchants_create: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateMerchant"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Merchant"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Merchant"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `already_exists`: There is one of this number already */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly merchants_read: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Merchant"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `merchant_not_found`: The merchant does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly merchants_change: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeMerchant"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Merchant"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `merchant_not_found`: The merchant does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly stores_list: {
        readonly parameters: {
            readonly query?: {
                /** @description `nextCursor` of the page before */
                readonly cursor?: string;
                readonly limit?: string;
            };
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StorePage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly stores_create: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateStore"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Store"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Store"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `already_exists`: There is one of this number already */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_reference`: The request names something that does not exist. `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly stores_read: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly storeNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Store"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store_not_found`: The store does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly stores_change: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly storeNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeStore"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Store"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store_not_found`: The store does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly stores_bind: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly storeNo: string;
                readonly accountId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BindStore"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Store"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store_not_found`: The store does not exist. `provider_account_not_found`: The provider account does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly stores_unbind: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly storeNo: string;
                readonly accountId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Store"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store_not_found`: The store does not exist. `provider_account_not_found`: The provider account does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly terminals_list: {
        readonly parameters: {
            readonly query?: {
                readonly storeNo?: string;
                /** @description `nextCursor` of the page before */
                readonly cursor?: string;
                readonly limit?: string;
            };
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TerminalPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly terminals_create: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateTerminal"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Terminal"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Terminal"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store_not_found`: The store does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `already_exists`: There is one of this number already */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_reference`: The request names something that does not exist. `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly terminals_read: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly terminalSn: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Terminal"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `terminal_not_found`: The terminal does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly terminals_change: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly terminalSn: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeTerminal"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Terminal"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `terminal_not_found`: The terminal does not exist. `store_not_found`: The store does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `setting_refused`: The setting cannot be changed like this. `invalid_reference`: The request names something that does not exist */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly terminals_newNotificationKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly terminalSn: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TerminalWithNewKey"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TerminalWithNewKey"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `terminal_not_found`: The terminal does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly terminals_bind: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly terminalSn: string;
                readonly accountId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BindTerminal"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Terminal"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `terminal_not_found`: The terminal does not exist. `provider_account_not_found`: The provider account does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly terminals_unbind: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly terminalSn: string;
                readonly accountId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Terminal"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `terminal_not_found`: The terminal does not exist. `provider_account_not_found`: The provider account does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly vendors_list: {
        readonly parameters: {
            readonly query?: {
                /** @description `nextCursor` of the page before */
                readonly cursor?: string;
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VendorPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly vendors_create: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateVendor"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownVendor"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownVendor"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content. `already_exists`: There is one of this number already */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly vendors_read: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Vendor"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `vendor_not_found`: The vendor does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly vendors_change: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeVendor"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Vendor"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `vendor_not_found`: The vendor does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly vendors_rotate: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Overlap"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownVendor"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownVendor"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `vendor_not_found`: The vendor does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly activationCodes_list: {
        readonly parameters: {
            readonly query?: {
                /** @description `nextCursor` of the page before */
                readonly cursor?: string;
                readonly limit?: string;
            };
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly storeNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ActivationCodePage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store_not_found`: The store does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly activationCodes_createForStore: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly storeNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateActivationCode"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownActivationCode"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownActivationCode"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store_not_found`: The store does not exist. `vendor_not_found`: The vendor does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_reference`: The request names something that does not exist. `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly activationCodes_createForTerminal: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly terminalSn: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateTerminalActivationCode"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownActivationCode"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownActivationCode"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `terminal_not_found`: The terminal does not exist. `vendor_not_found`: The vendor does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_reference`: The request names something that does not exist. `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly activationCodes_read: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ActivationCode"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `activation_code_not_found`: The activation code does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly activationCodes_revoke: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done; there is no body */
            readonly 204: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `activation_code_not_found`: The activation code does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly apiKeys_list: {
        readonly parameters: {
            readonly query?: {
                /** @description `nextCursor` of the page before */
                readonly cursor?: string;
                readonly limit?: string;
            };
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly apiKeys_create: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownApiKey"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownApiKey"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `setting_refused`: The setting cannot be changed like this. `invalid_reference`: The request names something that does not exist */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly apiKeys_read: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `api_key_not_found`: The API key does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly apiKeys_revoke: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done; there is no body */
            readonly 204: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `api_key_not_found`: The API key does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly apiKeys_change: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeApiKey"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `api_key_not_found`: The API key does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly apiKeys_rotate: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description A number of your own for this request: sent again with the same content it is the same operation, with other content it is refused. */
                readonly "Idempotency-Key": string;
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Overlap"];
            };
        };
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownApiKey"];
                };
            };
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownApiKey"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid. `malformed_json`: The body is not JSON. `idempotency_key_missing`: An Idempotency-Key is needed */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `api_key_not_found`: The API key does not exist */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The number was used with other content */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            readonly 415: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `setting_refused`: The setting cannot be changed like this */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly audit_list: {
        readonly parameters: {
            readonly query?: {
                /** @description A kind of setting, or a kind and an id */
                readonly subject?: string;
                /** @description An API key's first twelve characters, or a process of ours */
                readonly actor?: string;
                /** @description That time included */
                readonly from?: string;
                /** @description That time not included */
                readonly to?: string;
                /** @description `nextCursor` of the page before */
                readonly cursor?: string;
                readonly limit?: string;
            };
            readonly header?: {
                /** @description The merchant for whom a platform key acts. */
                readonly "Interlock-Merchant"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `invalid_request`: The request is not valid */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: An API key is needed */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "WWW-Authenticate": components["headers"]["Authenticate"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_denied`: The API key may not do this */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_ready`: The gateway is not ready */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly "Retry-After": components["headers"]["RetryAfter"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly links_open: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page that goes on by itself */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The provider's page */
            readonly 303: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is nothing to pay here any more */
            readonly 410: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly hooks_receive: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly provider: "upay" | "codepay" | "wallet";
                readonly accountId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "*/*": string;
            };
        };
        readonly responses: {
            /** @description What that provider expects to hear: taken, refused, or try again. */
            readonly default: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "*/*": string;
                };
            };
        };
    };
    readonly terminalDoor_activate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly app_id: string;
                    readonly code: string;
                    readonly device_id: string;
                    readonly client_sn?: "" | string;
                    readonly name?: "" | string;
                    readonly os_info?: "" | string;
                    readonly sdk_version?: "" | string;
                };
            };
        };
        readonly responses: {
            /** @description The envelope of the protocol, whatever came of it */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly result_code: "200";
                        readonly biz_response: {
                            readonly terminal_sn: string;
                            readonly terminal_key: string;
                        } | {
                            /** @enum {string} */
                            readonly result_code: "FAIL";
                            readonly error_code: string;
                            readonly error_message: string;
                        };
                    } | {
                        /** @enum {string} */
                        readonly result_code: "400" | "500";
                        /** @enum {string} */
                        readonly error_code: "INVALID_PARAMS" | "INVALID_TERMINAL" | "ILLEGAL_SIGN" | "REQUEST_FAIL" | "UNKNOWN_SYSTEM_ERROR";
                        readonly error_message: string;
                    };
                };
            };
        };
    };
    readonly terminalDoor_checkIn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly terminal_sn: string;
                    readonly device_id: string;
                    readonly os_info?: "" | string;
                    readonly sdk_version?: "" | string;
                };
            };
        };
        readonly responses: {
            /** @description The envelope of the protocol, whatever came of it */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly result_code: "200";
                        readonly biz_response: {
                            readonly terminal_sn: string;
                            readonly terminal_key: string;
                        } | {
                            /** @enum {string} */
                            readonly result_code: "FAIL";
                            readonly error_code: string;
                            readonly error_message: string;
                        };
                    } | {
                        /** @enum {string} */
                        readonly result_code: "400" | "500";
                        /** @enum {string} */
                        readonly error_code: "INVALID_PARAMS" | "INVALID_TERMINAL" | "ILLEGAL_SIGN" | "REQUEST_FAIL" | "UNKNOWN_SYSTEM_ERROR";
                        readonly error_message: string;
                    };
                };
            };
        };
    };
    readonly terminalDoor_uploadLog: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "*/*": string;
            };
        };
        readonly responses: {
            /** @description The envelope of the protocol, whatever came of it */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly result_code: "200";
                        /** @enum {string} */
                        readonly error_code: "SUCCESS";
                        /** @enum {string} */
                        readonly error_message: "ok";
                    } | {
                        /** @enum {string} */
                        readonly result_code: "400" | "500";
                        /** @enum {string} */
                        readonly error_code: "INVALID_PARAMS" | "INVALID_TERMINAL" | "ILLEGAL_SIGN" | "REQUEST_FAIL" | "UNKNOWN_SYSTEM_ERROR";
                        readonly error_message: string;
                    };
                };
            };
        };
    };
    readonly terminalDoor_pay: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly terminal_sn: string;
                    readonly client_sn: string;
                    readonly total_amount: string;
                    readonly subject: string;
                    readonly operator: string;
                    readonly description?: "" | string;
                    readonly longitude?: "" | string;
                    readonly latitude?: "" | string;
                    readonly device_id?: "" | string;
                    readonly extended?: {
                        readonly [key: string]: "" | string;
                    };
                    readonly goods_details?: readonly {
                        readonly goods_id: string;
                        readonly goods_name: string;
                        readonly quantity: number;
                        readonly price: number;
                        /** @enum {number} */
                        readonly promotion_type: 0 | 1;
                    }[];
                    readonly reflect?: "" | string;
                    readonly notify_url?: "" | string;
                    readonly dynamic_id: string;
                    readonly payway?: "" | string;
                };
            };
        };
        readonly responses: {
            /** @description The envelope of the protocol, whatever came of it */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly result_code: "200";
                        readonly biz_response: {
                            readonly result_code: string;
                            readonly error_code?: string;
                            readonly error_message?: string;
                            readonly data?: {
                                readonly terminal_sn?: string;
                                readonly sn?: string;
                                readonly tsn?: string;
                                readonly client_sn: string;
                                readonly client_tsn: string;
                                readonly trade_no?: string;
                                /** @enum {string} */
                                readonly status: "SUCCESS" | "FAIL_CANCELED" | "IN_PROG" | "REFUND_ERROR" | "CANCEL_ERROR";
                                /** @enum {string} */
                                readonly order_status: "CREATED" | "PAID" | "PAY_CANCELED" | "REFUNDED" | "PARTIAL_REFUNDED" | "CANCELED" | "REFUND_INPROGRESS" | "REFUND_ERROR" | "CANCEL_INPROGRESS" | "CANCEL_ERROR";
                                readonly payway?: string;
                                readonly sub_payway?: string;
                                readonly payway_name?: string;
                                readonly payer_login?: string;
                                readonly total_amount: string;
                                readonly net_amount?: string;
                                readonly settlement_amount?: string;
                                readonly subject?: string;
                                readonly description?: string;
                                readonly operator?: string;
                                readonly reflect?: string;
                                readonly ctime: string;
                                readonly finish_time?: string;
                                readonly refund_request_no?: string;
                                readonly qr_code?: string;
                                readonly wap_pay_request?: string;
                            };
                        };
                    } | {
                        /** @enum {string} */
                        readonly result_code: "400" | "500";
                        /** @enum {string} */
                        readonly error_code: "INVALID_PARAMS" | "INVALID_TERMINAL" | "ILLEGAL_SIGN" | "REQUEST_FAIL" | "UNKNOWN_SYSTEM_ERROR";
                        readonly error_message: string;
                    };
                };
            };
        };
    };
    readonly terminalDoor_precreate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly terminal_sn: string;
                    readonly client_sn: string;
                    readonly total_amount: string;
                    readonly subject: string;
                    readonly operator: string;
                    readonly description?: "" | string;
                    readonly longitude?: "" | string;
                    readonly latitude?: "" | string;
                    readonly device_id?: "" | string;
                    readonly extended?: {
                        readonly [key: string]: "" | string;
                    };
                    readonly goods_details?: readonly {
                        readonly goods_id: string;
                        readonly goods_name: string;
                        readonly quantity: number;
                        readonly price: number;
                        /** @enum {number} */
                        readonly promotion_type: 0 | 1;
                    }[];
                    readonly reflect?: "" | string;
                    readonly notify_url?: "" | string;
                    readonly payway: string;
                    /** @enum {string} */
                    readonly sub_payway?: "2" | "3" | "4" | "5" | "6";
                    readonly payer_uid?: "" | string;
                };
            };
        };
        readonly responses: {
            /** @description The envelope of the protocol, whatever came of it */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly result_code: "200";
                        readonly biz_response: {
                            readonly result_code: string;
                            readonly error_code?: string;
                            readonly error_message?: string;
                            readonly data?: {
                                readonly terminal_sn?: string;
                                readonly sn?: string;
                                readonly tsn?: string;
                                readonly client_sn: string;
                                readonly client_tsn: string;
                                readonly trade_no?: string;
                                /** @enum {string} */
                                readonly status: "SUCCESS" | "FAIL_CANCELED" | "IN_PROG" | "REFUND_ERROR" | "CANCEL_ERROR";
                                /** @enum {string} */
                                readonly order_status: "CREATED" | "PAID" | "PAY_CANCELED" | "REFUNDED" | "PARTIAL_REFUNDED" | "CANCELED" | "REFUND_INPROGRESS" | "REFUND_ERROR" | "CANCEL_INPROGRESS" | "CANCEL_ERROR";
                                readonly payway?: string;
                                readonly sub_payway?: string;
                                readonly payway_name?: string;
                                readonly payer_login?: string;
                                readonly total_amount: string;
                                readonly net_amount?: string;
                                readonly settlement_amount?: string;
                                readonly subject?: string;
                                readonly description?: string;
                                readonly operator?: string;
                                readonly reflect?: string;
                                readonly ctime: string;
                                readonly finish_time?: string;
                                readonly refund_request_no?: string;
                                readonly qr_code?: string;
                                readonly wap_pay_request?: string;
                            };
                        };
                    } | {
                        /** @enum {string} */
                        readonly result_code: "400" | "500";
                        /** @enum {string} */
                        readonly error_code: "INVALID_PARAMS" | "INVALID_TERMINAL" | "ILLEGAL_SIGN" | "REQUEST_FAIL" | "UNKNOWN_SYSTEM_ERROR";
                        readonly error_message: string;
                    };
                };
            };
        };
    };
    readonly terminalDoor_query: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly terminal_sn: string;
                    readonly sn?: "" | string;
                    readonly client_sn?: "" | string;
                    readonly refund_request_no?: string;
                };
            };
        };
        readonly responses: {
            /** @description The envelope of the protocol, whatever came of it */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly result_code: "200";
                        readonly biz_response: {
                            readonly result_code: string;
                            readonly error_code?: string;
                            readonly error_message?: string;
                            readonly data?: {
                                readonly terminal_sn?: string;
                                readonly sn?: string;
                                readonly tsn?: string;
                                readonly client_sn: string;
                                readonly client_tsn: string;
                                readonly trade_no?: string;
                                /** @enum {string} */
                                readonly status: "SUCCESS" | "FAIL_CANCELED" | "IN_PROG" | "REFUND_ERROR" | "CANCEL_ERROR";
                                /** @enum {string} */
                                readonly order_status: "CREATED" | "PAID" | "PAY_CANCELED" | "REFUNDED" | "PARTIAL_REFUNDED" | "CANCELED" | "REFUND_INPROGRESS" | "REFUND_ERROR" | "CANCEL_INPROGRESS" | "CANCEL_ERROR";
                                readonly payway?: string;
                                readonly sub_payway?: string;
                                readonly payway_name?: string;
                                readonly payer_login?: string;
                                readonly total_amount: string;
                                readonly net_amount?: string;
                                readonly settlement_amount?: string;
                                readonly subject?: string;
                                readonly description?: string;
                                readonly operator?: string;
                                readonly reflect?: string;
                                readonly ctime: string;
                                readonly finish_time?: string;
                                readonly refund_request_no?: string;
                                readonly qr_code?: string;
                                readonly wap_pay_request?: string;
                            };
                        };
                    } | {
                        /** @enum {string} */
                        readonly result_code: "400" | "500";
                        /** @enum {string} */
                        readonly error_code: "INVALID_PARAMS" | "INVALID_TERMINAL" | "ILLEGAL_SIGN" | "REQUEST_FAIL" | "UNKNOWN_SYSTEM_ERROR";
                        readonly error_message: string;
                    };
                };
            };
        };
    };
    readonly terminalDoor_refund: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly terminal_sn: string;
                    readonly sn?: "" | string;
                    readonly client_sn?: "" | string;
                    readonly refund_request_no: string;
                    readonly refund_amount: string;
                    readonly operator: string;
                    readonly extended?: {
                        readonly [key: string]: "" | string;
                    };
                    readonly goods_details?: readonly {
                        readonly goods_id: string;
                        readonly goods_name: string;
                        readonly quantity: number;
                        readonly price: number;
                        /** @enum {number} */
                        readonly promotion_type: 0 | 1;
                    }[];
                };
            };
        };
        readonly responses: {
            /** @description The envelope of the protocol, whatever came of it */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly result_code: "200";
                        readonly biz_response: {
                            readonly result_code: string;
                            readonly error_code?: string;
                            readonly error_message?: string;
                            readonly data?: {
                                readonly terminal_sn?: string;
                                readonly sn?: string;
                                readonly tsn?: string;
                                readonly client_sn: string;
                                readonly client_tsn: string;
                                readonly trade_no?: string;
                                /** @enum {string} */
                                readonly status: "SUCCESS" | "FAIL_CANCELED" | "IN_PROG" | "REFUND_ERROR" | "CANCEL_ERROR";
                                /** @enum {string} */
                                readonly order_status: "CREATED" | "PAID" | "PAY_CANCELED" | "REFUNDED" | "PARTIAL_REFUNDED" | "CANCELED" | "REFUND_INPROGRESS" | "REFUND_ERROR" | "CANCEL_INPROGRESS" | "CANCEL_ERROR";
                                readonly payway?: string;
                                readonly sub_payway?: string;
                                readonly payway_name?: string;
                                readonly payer_login?: string;
                                readonly total_amount: string;
                                readonly net_amount?: string;
                                readonly settlement_amount?: string;
                                readonly subject?: string;
                                readonly description?: string;
                                readonly operator?: string;
                                readonly reflect?: string;
                                readonly ctime: string;
                                readonly finish_time?: string;
                                readonly refund_request_no?: string;
                                readonly qr_code?: string;
                                readonly wap_pay_request?: string;
                            };
                        };
                    } | {
                        /** @enum {string} */
                        readonly result_code: "400" | "500";
                        /** @enum {string} */
                        readonly error_code: "INVALID_PARAMS" | "INVALID_TERMINAL" | "ILLEGAL_SIGN" | "REQUEST_FAIL" | "UNKNOWN_SYSTEM_ERROR";
                        readonly error_message: string;
                    };
                };
            };
        };
    };
    readonly terminalDoor_cancel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly terminal_sn: string;
                    readonly sn?: "" | string;
                    readonly client_sn?: "" | string;
                };
            };
        };
        readonly responses: {
            /** @description The envelope of the protocol, whatever came of it */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly result_code: "200";
                        readonly biz_response: {
                            readonly result_code: string;
                            readonly error_code?: string;
                            readonly error_message?: string;
                            readonly data?: {
                                readonly terminal_sn?: string;
                                readonly sn?: string;
                                readonly tsn?: string;
                                readonly client_sn: string;
                                readonly client_tsn: string;
                                readonly trade_no?: string;
                                /** @enum {string} */
                                readonly status: "SUCCESS" | "FAIL_CANCELED" | "IN_PROG" | "REFUND_ERROR" | "CANCEL_ERROR";
                                /** @enum {string} */
                                readonly order_status: "CREATED" | "PAID" | "PAY_CANCELED" | "REFUNDED" | "PARTIAL_REFUNDED" | "CANCELED" | "REFUND_INPROGRESS" | "REFUND_ERROR" | "CANCEL_INPROGRESS" | "CANCEL_ERROR";
                                readonly payway?: string;
                                readonly sub_payway?: string;
                                readonly payway_name?: string;
                                readonly payer_login?: string;
                                readonly total_amount: string;
                                readonly net_amount?: string;
                                readonly settlement_amount?: string;
                                readonly subject?: string;
                                readonly description?: string;
                                readonly operator?: string;
                                readonly reflect?: string;
                                readonly ctime: string;
                                readonly finish_time?: string;
                                readonly refund_request_no?: string;
                                readonly qr_code?: string;
                                readonly wap_pay_request?: string;
                            };
                        };
                    } | {
                        /** @enum {string} */
                        readonly result_code: "400" | "500";
                        /** @enum {string} */
                        readonly error_code: "INVALID_PARAMS" | "INVALID_TERMINAL" | "ILLEGAL_SIGN" | "REQUEST_FAIL" | "UNKNOWN_SYSTEM_ERROR";
                        readonly error_message: string;
                    };
                };
            };
        };
    };
    readonly terminalDoor_revoke: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly terminal_sn: string;
                    readonly sn?: "" | string;
                    readonly client_sn?: "" | string;
                };
            };
        };
        readonly responses: {
            /** @description The envelope of the protocol, whatever came of it */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly result_code: "200";
                        readonly biz_response: {
                            readonly result_code: string;
                            readonly error_code?: string;
                            readonly error_message?: string;
                            readonly data?: {
                                readonly terminal_sn?: string;
                                readonly sn?: string;
                                readonly tsn?: string;
                                readonly client_sn: string;
                                readonly client_tsn: string;
                                readonly trade_no?: string;
                                /** @enum {string} */
                                readonly status: "SUCCESS" | "FAIL_CANCELED" | "IN_PROG" | "REFUND_ERROR" | "CANCEL_ERROR";
                                /** @enum {string} */
                                readonly order_status: "CREATED" | "PAID" | "PAY_CANCELED" | "REFUNDED" | "PARTIAL_REFUNDED" | "CANCELED" | "REFUND_INPROGRESS" | "REFUND_ERROR" | "CANCEL_INPROGRESS" | "CANCEL_ERROR";
                                readonly payway?: string;
                                readonly sub_payway?: string;
                                readonly payway_name?: string;
                                readonly payer_login?: string;
                                readonly total_amount: string;
                                readonly net_amount?: string;
                                readonly settlement_amount?: string;
                                readonly subject?: string;
                                readonly description?: string;
                                readonly operator?: string;
                                readonly reflect?: string;
                                readonly ctime: string;
                                readonly finish_time?: string;
                                readonly refund_request_no?: string;
                                readonly qr_code?: string;
                                readonly wap_pay_request?: string;
                            };
                        };
                    } | {
                        /** @enum {string} */
                        readonly result_code: "400" | "500";
                        /** @enum {string} */
                        readonly error_code: "INVALID_PARAMS" | "INVALID_TERMINAL" | "ILLEGAL_SIGN" | "REQUEST_FAIL" | "UNKNOWN_SYSTEM_ERROR";
                        readonly error_message: string;
                    };
                };
            };
        };
    };
    readonly health_live: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly status: string;
                    };
                };
            };
            /** @description `malformed_request`: The request cannot be read */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly health_ready: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, or there already */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly status: string;
                    };
                };
            };
            /** @description `malformed_request`: The request cannot be read */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request came too slowly */
            readonly 408: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something failed on our side */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["RequestId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
