// Made of docs/api/openapi.json by `make docs` (here: `npm run api`). Not to be edited.

export interface paths {
    "/api/client/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails a link to choose a new password, if the address is known. */
        post: operations["forgot-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/client/open-invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a link; uses nothing up. */
        post: operations["open-invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/client/recover-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes and texts a recovery PIN. */
        post: operations["recover-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/client/renew-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails a fresh link to the address on record. */
        post: operations["renew-link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/client/request-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells the adviser that the client has no PIN. */
        post: operations["request-pin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/client/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: operations["read-session"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/client/set-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets the password after the PIN. */
        post: operations["set-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/client/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A client signs in to the portal. */
        post: operations["sign-in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/client/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends this client session. */
        post: operations["sign-out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/client/tell-adviser": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells the adviser that the client is stuck. */
        post: operations["tell-adviser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/client/verify-mobile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Texts the PIN, if this is the mobile on record. */
        post: operations["verify-mobile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/client/verify-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the PIN. */
        post: operations["verify-pin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/firms/{firm}/logo/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A firm's logo, as a picture. */
        get: operations["read-logo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/firms/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A firm as everybody may see it. */
        get: operations["read-firm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document. */
        get: operations["read-openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The firm's clients: listed, filtered, searched for. */
        get: operations["list-clients"];
        put?: never;
        /** Adds a client or a prospect. */
        post: operations["create-client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A client with profile and access. */
        get: operations["read-client"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a client away, out of the lists. */
        post: operations["archive-client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/cancel-invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back the invitation to the portal. */
        post: operations["cancel-invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/change-mobile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes, adds or removes the mobile for the PIN. */
        post: operations["change-mobile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/copy-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the link of an open invitation, to pass it on where mail fails. */
        post: operations["copy-link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/correct-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Corrects the e-mail with which a client signs in. */
        post: operations["correct-email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands a client to a colleague. */
        post: operations["hand-over-client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/helped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes that a client who was stuck was helped. */
        post: operations["mark-helped"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invites a client to the portal. */
        post: operations["invite-client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/renew-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Generates a new PIN; always unblocks. */
        post: operations["renew-pin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a client back into the lists. */
        post: operations["restore-client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/reveal-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows the digits of a client's PIN. */
        post: operations["reveal-pin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revokes all access of a client. */
        post: operations["revoke-access"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/set-expiry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets the date when a client's login ends, or takes it away. */
        post: operations["set-expiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a client, newest first; `?before=` pages on. */
        get: operations["read-timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/trust-address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that an address is good after all. */
        post: operations["trust-address"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/clients/{client}/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes what is on record of a client. */
        post: operations["update-client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails staff a link to choose a new password, if the address is known. */
        post: operations["forgot-password-staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is on the firm's staff. */
        get: operations["list-staff"];
        put?: never;
        /** Adds a member of staff and mails them a set-up link. */
        post: operations["add-staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/members/{staff}/change-role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a member of staff another role. */
        post: operations["change-role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/members/{staff}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the account of somebody who leaves. */
        post: operations["deactivate-staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/members/{staff}/resend-set-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails a new set-up link; the one before ends. */
        post: operations["resend-set-up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Chooses which notifications the caller gets by e-mail. */
        post: operations["choose-notices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the firm is ready to invite clients, and what is missing. */
        get: operations["read-readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets a new password of a staff account, through a recovery link. */
        post: operations["recover-staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rehearsal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the caller a client of their own firm for a day, and invites them. */
        post: operations["start-rehearsal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/rehearsal/{client}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a rehearsal away, before its day is over. */
        post: operations["end-rehearsal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in at the console. */
        get: operations["read-staff-session"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/set-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets the password of a new staff account. */
        post: operations["set-up-staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the firm has chosen. */
        get: operations["read-settings"];
        put?: never;
        /** Changes what the firm has chosen. */
        post: operations["update-settings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/settings/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The invitation that clients would receive, as an HTML document for a frame. */
        get: operations["preview-invitation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/settings/logo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets the firm's logo, or takes it away. */
        post: operations["set-logo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A member of staff signs in to the console. */
        post: operations["sign-in-staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends this staff session. */
        post: operations["sign-out-staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/sign-out-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends every session of the caller. */
        post: operations["sign-out-everywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which release answers. */
        get: operations["read-version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The client's state now. */
        AccessRevoked: {
            /** @description Low: no password is left. */
            security_level: components["schemas"]["SecurityLevel"];
            /** @description Revoked. */
            standing: components["schemas"]["Standing"];
        };
        /**
         * @description Something that staff may do about a client.
         * @enum {string}
         */
        Action: "invite" | "send-again" | "show-pin" | "new-pin" | "copy-link" | "change-mobile" | "correct-email" | "trust-address" | "set-expiry" | "hand-over" | "edit" | "print-letter" | "mark-helped" | "cancel-invitation" | "archive" | "restore" | "revoke";
        /** @description Who did it. */
        Actor: {
            /** @description A member of staff, by identifier. */
            id: string;
            /** @enum {string} */
            kind: "staff";
        } | {
            /** @enum {string} */
            kind: "client";
        } | {
            /** @enum {string} */
            kind: "system";
        } | {
            /** @enum {string} */
            kind: "ops";
        };
        /**
         * @description An e-mail address or a number.
         * @enum {string}
         */
        AddressKind: "email" | "mobile";
        /** @description The colleague to add. */
        AddStaff: {
            /** @description The sign-in name; the set-up link goes there. */
            email: string;
            /** @description The name, as clients will read it. */
            name: string;
            /** @description What they may do. */
            role: components["schemas"]["StaffRole"];
        };
        /** @description Whether the adviser was notified. */
        AdviserTold: {
            /** @description The responsible adviser. */
            adviser: string;
            /** @description The firm's number to call, if it gives one. */
            phone?: string | null;
            /**
             * @description Whether they were notified, now or within the last fifteen minutes. Not where they chose not
             *     to be: then a call helps.
             */
            told: boolean;
        };
        /** @description Who is responsible for a client. */
        AdviserView: {
            /** @description Their identifier. */
            id: string;
            /** @description Their name. */
            name: string;
        };
        /**
         * @description Where a welcome set-up ends.
         * @enum {string}
         */
        AfterSetUp: "sign-in" | "portal";
        /** @description Which PIN a page asks for, and how the client comes by it. */
        AskedPin: {
            blocked?: components["schemas"]["BlockedView"] | null;
            /** @description It can be texted; otherwise the adviser passes it on. */
            by_text: boolean;
            /** @description From the second PIN on, its letter. */
            letter?: string | null;
            /** @description There is one that this link takes; otherwise it has to be asked for first. */
            live: boolean;
        };
        /** @description How a block for PIN entry ends. */
        BlockedView: {
            /** @description From this moment (RFC 3339) on the client may have a new PIN texted. */
            at: string;
            /** @enum {string} */
            ends: "until";
        } | {
            /** @enum {string} */
            ends: "by-adviser";
        };
        /**
         * @description How an e-mail bounced.
         * @enum {string}
         */
        Bounce: "permanent" | "transient";
        /** @description The mobile. */
        ChangeMobile: {
            /** @description The number, spelled in any way; null takes it away, and must be said. */
            mobile: string | null;
        };
        /** @description The role. */
        ChangeRole: {
            /** @description What they may do from now on. */
            role: components["schemas"]["StaffRole"];
        };
        /** @description What is chosen. */
        ChooseNotices: {
            /** @description Notices by their words, each with whether it is mailed. */
            choices: {
                [key: string]: boolean;
            };
        };
        /** @description A client whose record has changed. */
        ClientChanged: components["schemas"]["ClientView"] & {
            /** @description Other clients who have the same as what is new. */
            warnings: components["schemas"]["WarningView"][];
        };
        /** @description A page of clients. */
        ClientList: {
            /** @description Up to as many as were asked for. A page of a search may hold fewer though more follow. */
            clients: components["schemas"]["ClientRow"][];
            /** @description The `after` of the next page, if there is one. */
            next?: string | null;
        };
        /** @description What a list shows of a client. */
        ClientRow: {
            /** @description Who is responsible. */
            adviser: components["schemas"]["AdviserView"];
            /** @description When the client was added (RFC 3339). */
            created_at: string;
            /** @description The preferred e-mail. */
            email?: string | null;
            /** @description Whether the client needs help. */
            help: components["schemas"]["RowHelp"];
            /** @description Its identifier. */
            id: string;
            /** @description A person or a company. */
            kind: components["schemas"]["Kind"];
            /** @description The mobile for the PIN, in E.164. */
            mobile?: string | null;
            /** @description The name. */
            name: string;
            /** @description How far the relation has come. */
            relation: components["schemas"]["Stage"];
            /** @description How well the account is guarded. */
            security_level: components["schemas"]["SecurityLevel"];
            /** @description Whether the client was let in. */
            standing: components["schemas"]["Standing"];
        };
        /** @description A client, as staff see it. */
        ClientView: {
            /**
             * @description What the caller may do about the client now, in the order in which pages show it. Absent
             *     only in a reply that an older release recorded under its idempotency key.
             */
            actions: components["schemas"]["Action"][];
            /** @description Who is responsible. */
            adviser: components["schemas"]["AdviserView"];
            /** @description When the client was archived (RFC 3339), if so. */
            archived_at?: string | null;
            /** @description Whether the firm sends texts to that mobile's country. */
            can_text: boolean;
            /** @description When the client was added (RFC 3339). */
            created_at: string;
            /** @description E-mail addresses, the preferred one first. */
            emails: string[];
            /** @description Addresses on record that nothing more is sent to. */
            given_up: components["schemas"]["GivenUpView"][];
            /** @description What the client may reach. */
            grants: components["schemas"]["Grant"][];
            /** @description Whether the client needs help. */
            help: components["schemas"]["HelpView"];
            /** @description Its identifier. */
            id: string;
            /** @description A person or a company. */
            kind: components["schemas"]["Kind"];
            language?: components["schemas"]["LanguageChoice"] | null;
            /** @description Links that are remembered. */
            links: components["schemas"]["LinkView"][];
            login?: components["schemas"]["LoginView"] | null;
            /** @description Mobiles in E.164, the one for the PIN first. */
            mobiles: string[];
            /** @description The name. */
            name: string;
            /** @description Other numbers in E.164, to call. */
            phones: string[];
            /** @description The PIN. */
            pin: components["schemas"]["PinView"];
            /** @description Whether this is a member of staff who tries the product as a client. */
            rehearsal: boolean;
            /** @description How far the relation has come. */
            relation: components["schemas"]["Stage"];
            /**
             * Format: int32
             * @description Rises with every change of what is on record: `update-client` takes it.
             */
            revision: number;
            /** @description How well the account is guarded. */
            security_level: components["schemas"]["SecurityLevel"];
            /** @description Whether PINs can be texted: exactly when a mobile is on record. */
            sms: boolean;
            /** @description Whether the client was let in. */
            standing: components["schemas"]["Standing"];
        };
        /** @description The link, for the client's eyes and the adviser's. Holds its secret, so it has no `Debug`. */
        CopiedLink: {
            /** @description What follows the address of this site. */
            path: string;
        };
        /** @description Which link. */
        CopyLink: {
            /** @description Its identifier, as in the client's `links`. */
            link: string;
        };
        /** @description The right address. */
        CorrectEmail: {
            /** @description The e-mail address. */
            email: string;
        };
        /** @description The client to add. */
        CreateClient: {
            /** @description E-mail addresses, the preferred one first. */
            emails?: string[];
            /** @description `person` unless it is a `company`. */
            kind?: components["schemas"]["Kind"];
            language?: components["schemas"]["LanguageChoice"] | null;
            /** @description Mobiles, the one for the PIN first; spelled as people of the firm's country do, or with +. */
            mobiles?: string[];
            /** @description The name of the person or company. */
            name: string;
            /** @description Other numbers, to call. */
            phones?: string[];
            /** @description `client` unless it is still a `prospect`. */
            relation?: components["schemas"]["Stage"];
        };
        /** @description The account that is signed in to, and the password. */
        Credentials: {
            /** @description The sign-in e-mail. */
            email: string;
            /** @description The firm's identifier, as `read-firm` gives it for the page's slug. */
            firm: string;
            /** @description The password. */
            password: string;
        };
        /** @description Who takes over. */
        DeactivateStaff: {
            /** @description Another active member of staff. */
            successor: string;
        };
        /** @description An OpenAPI 3.1 document. */
        Document: Record<string, never>;
        /** @description It is done. */
        Done: {
            /** @description Where the page leads next. */
            next: components["schemas"]["NextPage"];
        };
        /** @description The client whose e-mail was corrected. */
        EmailCorrected: components["schemas"]["ClientView"] & {
            /** @description Whether the client waits for an invitation that leads on: it is to be sent again. */
            send_again: boolean;
            /** @description Whom else the address was found with. */
            warnings: components["schemas"]["WarningView"][];
        };
        /** @description What is wrong with one field. */
        FieldError: {
            /** @description A stable name of the fault. */
            code: string;
            /** @description The field's name in the request. */
            field: string;
            /** @description A sentence for people. */
            message: string;
        };
        /** @description A firm, as everybody may see it. */
        FirmView: {
            /** @description The colour of its buttons and headings, `#rrggbb`: white can be read on it. */
            colour?: string | null;
            /** @description Its identifier: sign-in takes it. */
            id: string;
            /** @description The language of its messages and pages. */
            language: components["schemas"]["LanguageChoice"];
            /** @description The path of its logo, which never shows anything else. */
            logo?: string | null;
            /** @description Its name. */
            name: string;
            /** @description The number to call, as the firm writes it. */
            phone?: string | null;
            /** @description Where its privacy disclosure is read. */
            privacy_link?: string | null;
            /** @description Its name in addresses. */
            slug: string;
        };
        /** @description The account whose password was forgotten. */
        ForgottenPassword: {
            /** @description The sign-in e-mail. */
            email: string;
            /** @description The firm's identifier, as `read-firm` gives it for the page's slug. */
            firm: string;
        };
        /** @description An address that nothing more is sent to. */
        GivenUpView: {
            /** @description The address or number. */
            address: string;
            /** @description Since when (RFC 3339). */
            at: string;
            /** @description An e-mail address or a number. */
            kind: components["schemas"]["AddressKind"];
            /** @description Why. */
            why: components["schemas"]["Unreachable"];
        };
        /** @description One thing that a client may reach. */
        Grant: {
            /** @enum {string} */
            kind: "portal";
        } | {
            /** @description One engagement, by identifier. */
            id: string;
            /** @enum {string} */
            kind: "engagement";
        } | {
            /** @description One shared deal, by identifier. */
            id: string;
            /** @enum {string} */
            kind: "deal";
        };
        /** @description To whom. */
        HandOverClient: {
            /** @description The identifier of an active member of staff. */
            adviser: string;
        };
        /**
         * @description Whether anybody has looked at a client who is stuck.
         * @enum {string}
         */
        HelpSeen: "unread" | "read" | "escalated";
        /**
         * @description Whether a client needs help.
         * @enum {string}
         */
        HelpState: "none" | "stuck" | "blocked";
        /** @description Whether a client needs help, and whether anybody has looked. */
        HelpView: {
            on?: components["schemas"]["Notice"] | null;
            seen?: components["schemas"]["HelpSeen"] | null;
            /** @description Since when (RFC 3339). */
            since?: string | null;
            /** @description Whether the client needs help. */
            state: components["schemas"]["HelpState"];
        };
        /** @description The client's state now. */
        InvitationCancelled: {
            /** @description Still invited where something else was offered too. */
            standing: components["schemas"]["Standing"];
        };
        /** @description The invitation that was issued. */
        InvitationIssued: {
            blocked?: components["schemas"]["BlockedView"] | null;
            /** @description When its time is over (RFC 3339). */
            ends_at: string;
            /** @description The link's identifier; its secret is in the e-mail only. */
            link: string;
            /** @description How the PIN travels. */
            pin: components["schemas"]["PinRoute"];
        };
        /** @description Where the link leads. */
        InvitationOpened: {
            /** @description Who may be asked for help. */
            adviser: string;
            /**
             * @description The e-mail to sign in with, told where a password may be chosen now: a password manager
             *     keeps the two together.
             */
            email?: string | null;
            /** @description The firm. */
            firm: components["schemas"]["FirmView"];
            /** @description What the link opens. */
            grant: components["schemas"]["Grant"];
            /** @description A password is on record: the way through a PIN leads to a new one. */
            has_password: boolean;
            /** @description What the page shows. */
            next: components["schemas"]["LinkStep"];
            /** @description The PIN to ask for. */
            pin: components["schemas"]["AskedPin"];
            /** @description What the link was mailed for. */
            purpose: components["schemas"]["LinkPurpose"];
        };
        /** @description How to invite. */
        InviteClient: {
            /**
             * @description One of the client's addresses, which becomes the sign-in name. If absent: the address of
             *     the open invitation, otherwise the preferred one.
             */
            email?: string | null;
            pin?: components["schemas"]["PinDelivery"] | null;
        };
        /**
         * @description A person or a company.
         * @enum {string}
         */
        Kind: "person" | "company";
        /**
         * @description A language of messages and pages, as a BCP 47 tag.
         * @enum {string}
         */
        LanguageChoice: "en" | "de";
        /**
         * @description Why a link ended before its time.
         * @enum {string}
         */
        LinkEnd: "superseded" | "cancelled" | "revoked" | "used" | "corrected";
        /**
         * @description What a link was mailed for.
         * @enum {string}
         */
        LinkPurpose: "invitation" | "recovery";
        /**
         * @description Where a link leads: the one word that tells a page what to show.
         * @enum {string}
         */
        LinkStep: "mobile" | "pin" | "password" | "sign-in" | "expired" | "superseded" | "corrected" | "ended";
        /** @description An invitation or a recovery link, without its secret. */
        LinkView: {
            ended?: components["schemas"]["LinkEnd"] | null;
            /** @description When it expires (RFC 3339). */
            ends_at: string;
            /** @description Its identifier. */
            id: string;
            /** @description When it was made (RFC 3339). */
            made_at: string;
            /** @description Whether it was opened at least once. */
            opened: boolean;
            /** @description How the PIN was to travel. */
            pin: components["schemas"]["PinRoute"];
            /** @description What it was mailed for. */
            purpose: components["schemas"]["LinkPurpose"];
        };
        /** @description The portal account of a client. */
        LoginView: {
            /** @description The sign-in name. */
            email: string;
            /** @description When it ends (RFC 3339), if it does. */
            expires_at?: string | null;
        };
        /** @description A client, by name. */
        NamedClient: {
            /** @description Its identifier. */
            id: string;
            /** @description The name. */
            name: string;
        };
        /**
         * @description Where a page leads next.
         * @enum {string}
         */
        NextPage: "sign-in" | "portal" | "console" | "mail" | "readiness";
        /**
         * @description What an adviser is notified of.
         * @enum {string}
         */
        Notice: "pin-needed" | "new-pin-requested" | "blocked" | "password-waits" | "wrong-mobile" | "stuck" | "email-bounced" | "email-complained" | "sms-failed" | "first-sign-in" | "login-expiring";
        /** @description What holds now. */
        NoticesChosen: {
            /** @description Each notice, and whether it is mailed. */
            notices: {
                [key: string]: boolean;
            };
        };
        /** @description A request that needs nothing but the link it comes from. */
        OnLink: {
            /** @description What follows the `#` of the link. */
            link: string;
        };
        /** @description The link. */
        OpenInvitation: {
            /** @description The token: the part of the link after the `#`. */
            link: string;
            /** @description The secret that this page made earlier, if it did: 43 characters of base64url. */
            secret?: string | null;
        };
        /** @description The password is set. */
        PasswordWasSet: {
            /** @description The sign-in page, or the portal where a session has begun. */
            next: components["schemas"]["NextPage"];
        };
        /** @description The same for a right and a wrong number. */
        PinAsked: {
            /** @description When the same number may ask again (RFC 3339). */
            again_at: string;
            /** @description From the second PIN on, the letter of the one to enter. */
            letter?: string | null;
            /** @description The PIN. */
            next: components["schemas"]["LinkStep"];
        };
        /**
         * @description How a PIN is to reach the client. Without a mobile on record the adviser passes it on.
         * @enum {string}
         */
        PinDelivery: "with-invitation" | "once-mobile-confirmed" | "by-adviser";
        /** @description The PIN that was made; its digits are a look of their own (`reveal-pin`). */
        PinRenewed: {
            /** @description Its letter. */
            letter?: string | null;
            /** @description Whether a recovery link was mailed, since the client has a password. */
            recovery: boolean;
        };
        /**
         * @description How the PIN of an invitation reaches the client.
         * @enum {string}
         */
        PinRoute: "with-invitation" | "once-mobile-confirmed" | "by-adviser" | "not-asked" | "has-password";
        /**
         * @description Whether there is a PIN to enter.
         * @enum {string}
         */
        PinState: "unsent" | "live" | "expired" | "none";
        /** @description The PIN was right. */
        PinVerified: {
            /** @description The e-mail to sign in with: a password manager keeps it together with the password. */
            email: string;
            /** @description The password. */
            next: components["schemas"]["LinkStep"];
            /** @description Until when the password may be set (RFC 3339). */
            until: string;
        };
        /** @description The PIN as the adviser sees it, without its digits. */
        PinView: {
            blocked?: components["schemas"]["BlockedView"] | null;
            /** @description From the second PIN on, its letter. */
            letter?: string | null;
            /** @description Whether there is one to enter. */
            state: components["schemas"]["PinState"];
        };
        /** @description An error as it is answered. */
        Problem: {
            /** @description For forms: what is wrong with each field. */
            errors?: components["schemas"]["FieldError"][];
            /**
             * @description The request that this answers: `urn:vestibule:request:` and the id under which the logs
             *     know it. New for each request. To be quoted to support.
             */
            instance?: string | null;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description A sentence for people. */
            title: string;
            /** @description A stable URN, one for each kind of problem. */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Whether the firm is ready to invite. */
        Readiness: {
            /** @description A line for each thing that an invitation needs. */
            lines: components["schemas"]["ReadinessLine"][];
            /** @description The client who the caller is in a rehearsal that is under way. */
            rehearsal?: string | null;
        };
        /** @description Whether one thing is ready. */
        ReadinessLine: {
            /** @description What it is about. */
            code: components["schemas"]["ReadinessTopic"];
            /** @description The setting that fixes it. */
            setting: components["schemas"]["ReadinessSetting"];
            /** @description How ready it is. */
            state: components["schemas"]["ReadinessState"];
            why?: components["schemas"]["ReadinessWhy"] | null;
        };
        /**
         * @description The setting that fixes it.
         * @enum {string}
         */
        ReadinessSetting: "branding" | "privacy-link" | "phone" | "members" | "rehearsal" | "ops";
        /**
         * @description How ready it is.
         * @enum {string}
         */
        ReadinessState: "ready" | "missing" | "warning" | "unknown";
        /**
         * @description A thing that an invitation needs.
         * @enum {string}
         */
        ReadinessTopic: "branding" | "privacy-link" | "contact" | "sender" | "sms" | "sms-reports" | "first-staff" | "rehearsal";
        /**
         * @description What is not as it should be.
         * @enum {string}
         */
        ReadinessWhy: "no-colour-and-logo" | "no-colour" | "no-logo" | "no-privacy-link" | "no-phone" | "nobody-else" | "not-rehearsed" | "no-answer" | "sending-paused" | "not-verified" | "sandbox" | "spend-limit" | "not-set-up" | "not-logged";
        /** @description The link and the password. */
        RecoverStaff: {
            /** @description The token: the part of the link after the `#`. */
            link: string;
            /** @description At least 15 characters. */
            password: string;
        };
        /** @description What happens next. */
        RecoveryBegun: {
            /** @description The adviser. */
            adviser: string;
            /** @description How the PIN reaches the client. */
            by: components["schemas"]["RecoveryBy"];
            /** @description The PIN. */
            next: components["schemas"]["LinkStep"];
            /** @description The firm's number to call, if it gives one. */
            phone?: string | null;
            /**
             * @description Whether the adviser was told, now or within the last fifteen minutes, where the PIN comes
             *     from them.
             */
            told: boolean;
        };
        /**
         * @description How the PIN of a recovery reaches the client.
         * @enum {string}
         */
        RecoveryBy: "texted" | "adviser" | "link-mailed";
        /** @description A rehearsal that has begun. */
        RehearsalView: {
            /** @description The client who the caller is in it. */
            client: string;
            /** @description Where the invitation goes, which becomes the sign-in name. */
            email: string;
            /** @description When all of it is swept away (RFC 3339). */
            ends_at: string;
            /** @description The name that the client bears. */
            name: string;
            /** @description How the PIN travels. */
            pin: components["schemas"]["PinRoute"];
        };
        /** @description The PIN. */
        RevealedPin: {
            /** @description From the second PIN on, its letter. */
            letter?: string | null;
            /** @description Six digits. */
            pin: string;
        };
        /** @description Whether a client needs help. */
        RowHelp: {
            on?: components["schemas"]["Notice"] | null;
            /** @description Since when (RFC 3339). */
            since?: string | null;
            /** @description Whether the client needs help. */
            state: components["schemas"]["HelpState"];
        };
        /**
         * @description How well the account is guarded.
         * @enum {string}
         */
        SecurityLevel: "low" | "high";
        /** @description A session that has begun. */
        SessionBegun: {
            /** @description When it ends (RFC 3339) if nothing more is done in it. */
            ends_at: string;
            /** @description Where the page leads next. */
            next: components["schemas"]["NextPage"];
        };
        /** @description The session. */
        SessionView: {
            /** @description Who is responsible. */
            adviser: string;
            /** @description The client's name. */
            client: string;
            /** @description When it ends (RFC 3339) if nothing more is done in it. */
            ends_at: string;
            /** @description When it ends whatever is done in it (RFC 3339). */
            ends_at_latest: string;
            /** @description The firm. */
            firm: components["schemas"]["FirmView"];
            /** @description What the client may reach. */
            grants: components["schemas"]["Grant"][];
            /** @description The client's identifier, as somebody else may sign in again on the same page. */
            id: string;
        };
        /** @description The date. */
        SetExpiry: {
            /** @description A moment in the next ten years (RFC 3339); null takes the date away, and must be said. */
            expires_at: string | null;
        };
        /** @description The logo. */
        SetLogo: {
            /** @description A PNG or JPEG of at most 32 KiB, in base64; null takes it away, and must be said. */
            image: string | null;
        };
        /** @description The link, the page's secret and the password. */
        SetPassword: {
            /** @description The token: the part of the link after the `#`. */
            link: string;
            /** @description At least 15 characters. */
            password: string;
            /** @description The secret that the page sent with the PIN. */
            secret: string;
        };
        /** @description What a firm has chosen. */
        SettingsView: {
            /** @description Where a welcome set-up ends. */
            after_set_up: components["schemas"]["AfterSetUp"];
            /** @description The colour of its buttons and headings, `#rrggbb`. */
            colour?: string | null;
            /** @description ISO 3166: the country of numbers that are typed without a prefix. */
            country: string;
            /** @description How the PIN of a shared deal travels by default. */
            deal_pin: components["schemas"]["PinDelivery"];
            /** @description How the PIN of an engagement travels by default. */
            engagement_pin: components["schemas"]["PinDelivery"];
            /** @description The language of its messages and pages. */
            language: components["schemas"]["LanguageChoice"];
            /**
             * Format: int32
             * @description Days that links live.
             */
            link_days: number;
            /** @description The path of its logo. */
            logo?: string | null;
            /** @description Its name, as clients read it. */
            name: string;
            /** @description The number that clients may call, as the firm writes it. */
            phone?: string | null;
            /**
             * Format: int32
             * @description Minutes that PINs live; as long as their link if null.
             */
            pin_minutes?: number | null;
            /** @description How the PIN of a portal login travels by default. */
            portal_pin: components["schemas"]["PinDelivery"];
            /** @description Where its privacy disclosure is read. */
            privacy_link?: string | null;
            /** @description Where replies to its e-mails go. */
            reply_to: string;
            /** @description Its name in addresses. */
            slug: string;
            /** @description Whether a revoked client is written to. */
            tell_on_revoke: components["schemas"]["TellOnRevoke"];
            /** @description ISO 3166: the countries that it sends texts to besides its own. */
            text_countries: string[];
            /**
             * Format: int32
             * @description Texts that it sends in a day, at most.
             */
            texts_a_day: number;
            /** @description Names these choices: a change says what it was made from. */
            version: string;
            /** @description What a welcome set-up asks for. */
            welcome_proof: components["schemas"]["WelcomeProof"];
        };
        /** @description The link and the password. */
        SetUpStaff: {
            /** @description The token: the part of the link after the `#`. */
            link: string;
            /** @description At least 15 characters. */
            password: string;
        };
        /**
         * @description Why a text message was not delivered.
         * @enum {string}
         */
        SmsFailure: "unreachable" | "opted-out" | "invalid-number" | "blocked" | "number-limit" | "firm-limit" | "country-not-allowed" | "spend-limit" | "not-set-up" | "other";
        /** @description The staff of a firm. */
        StaffList: {
            /** @description Everybody, by name. */
            members: components["schemas"]["StaffView"][];
        };
        /** @description A member of staff has chosen a password; what the sign-in page needs of them. */
        StaffPasswordSet: {
            /** @description Their sign-in name. */
            email: string;
            /** @description The firm where they sign in. */
            firm: components["schemas"]["FirmView"];
            /** @description Where the page leads next. */
            next: components["schemas"]["NextPage"];
        };
        /**
         * @description What a member of staff may do.
         * @enum {string}
         */
        StaffRole: "adviser" | "firm-admin";
        /** @description The session of a member of staff. */
        StaffSessionView: {
            /** @description Their sign-in name. */
            email: string;
            /** @description When it ends (RFC 3339) if nothing more is done in it. */
            ends_at: string;
            /** @description When it ends (RFC 3339) whatever is done in it. */
            ends_at_latest: string;
            /** @description The firm. */
            firm: components["schemas"]["FirmView"];
            /** @description Their identifier. */
            id: string;
            /** @description Their name. */
            name: string;
            /** @description Each notice, and whether it is mailed to them. */
            notices: {
                [key: string]: boolean;
            };
            /** @description What they may do. */
            role: components["schemas"]["StaffRole"];
        };
        /**
         * @description Whether an account can be used.
         * @enum {string}
         */
        StaffState: "invited" | "active" | "deactivated";
        /** @description A member of staff, as colleagues see them. */
        StaffView: {
            /** @description The sign-in name, and where notices go. */
            email: string;
            /** @description The identifier. */
            id: string;
            /** @description While invited: when the set-up link ends (RFC 3339). */
            link_ends_at?: string | null;
            /** @description The name, as clients read it. */
            name: string;
            /** @description What they may do. */
            role: components["schemas"]["StaffRole"];
            /** @description Whether the account can be used. */
            state: components["schemas"]["StaffState"];
            /** @description Once deactivated: the colleague who is responsible for their clients. */
            successor?: string | null;
        };
        /**
         * @description How far the relation has come.
         * @enum {string}
         */
        Stage: "prospect" | "client";
        /**
         * @description Whether the client was let in.
         * @enum {string}
         */
        Standing: "not-invited" | "invited" | "active" | "revoked";
        /** @description How to try it. */
        StartRehearsal: {
            /** @description The caller's own mobile, spelled in any way; null to try it without, and must be said. */
            mobile: string | null;
            pin?: components["schemas"]["PinDelivery"] | null;
        };
        /**
         * @description Whether a revoked client is written to.
         * @enum {string}
         */
        TellOnRevoke: "tell" | "silent";
        /** @description A page of the timeline. */
        Timeline: {
            /** @description The lines, newest first. */
            lines: components["schemas"]["TimelineLine"][];
            /** @description The `before` of the next page, if there are older lines. */
            older?: string | null;
        };
        /**
         * @description What happened: `event` says which, and each has details of its own. `template` names the letter
         *     or text, for example `invitation`; a letter of an older release may have another name.
         */
        TimelineEvent: {
            /** @enum {string} */
            event: "pin-made";
            /**
             * Format: int32
             * @description Its number, from 1.
             */
            generation: number;
            /** @description From the second PIN on, its letter. */
            letter?: string | null;
        } | {
            /** @enum {string} */
            event: "pin-revealed";
            /**
             * Format: int32
             * @description The number of the PIN that was shown.
             */
            generation: number;
            /** @description From the second PIN on, its letter. */
            letter?: string | null;
        } | {
            /** @enum {string} */
            event: "invited";
            /** @description What it opens. */
            grant: components["schemas"]["Grant"];
            /** @description Its link. */
            link: string;
            /** @description How its PIN travels. */
            pin: components["schemas"]["PinRoute"];
        } | {
            /** @enum {string} */
            event: "invitation-cancelled";
            /** @description What it would have opened. */
            grant: components["schemas"]["Grant"];
        } | {
            /** @enum {string} */
            event: "link-opened";
            /** @description The link. */
            link: string;
        } | {
            /** @enum {string} */
            event: "link-renewed";
            /** @description The fresh link. */
            link: string;
        } | {
            /** @enum {string} */
            event: "link-copied";
            /** @description The link. */
            link: string;
        } | {
            /** @enum {string} */
            event: "invitation-reminded";
            /** @description Its link. */
            link: string;
        } | {
            /** @enum {string} */
            event: "link-expired";
            /** @description The link. */
            link: string;
        } | {
            /** @enum {string} */
            event: "pin-expired";
            /**
             * Format: int32
             * @description Its number.
             */
            generation: number;
            /** @description From the second PIN on, its letter. */
            letter?: string | null;
        } | {
            /** @enum {string} */
            event: "mobile-verified";
        } | {
            /** @enum {string} */
            event: "wrong-mobile-typed";
        } | {
            /** @enum {string} */
            event: "pin-text-requested";
            /**
             * Format: int32
             * @description The number of the PIN.
             */
            generation: number;
            /** @description From the second PIN on, its letter. */
            letter?: string | null;
        } | {
            /** @enum {string} */
            event: "pin-asked-for";
        } | {
            /** @enum {string} */
            event: "stuck-told";
        } | {
            /** @enum {string} */
            event: "pin-wrong";
            /**
             * Format: int32
             * @description Guesses that are left, 0 to 4.
             */
            left: number;
        } | {
            /** @enum {string} */
            event: "blocked";
        } | {
            /** @enum {string} */
            event: "pin-verified";
            /**
             * Format: int32
             * @description Its number.
             */
            generation: number;
            /** @description From the second PIN on, its letter. */
            letter?: string | null;
        } | {
            /** @enum {string} */
            event: "grant-ended";
            /** @description Which one. */
            grant: components["schemas"]["Grant"];
        } | {
            /** @enum {string} */
            event: "revoked";
        } | {
            /** @enum {string} */
            event: "mobile-changed";
        } | {
            /** @enum {string} */
            event: "helped";
        } | {
            /** @enum {string} */
            event: "escalated";
            /** @description What it was. */
            notice: components["schemas"]["Notice"];
        } | {
            /** @enum {string} */
            event: "address-trusted";
        } | {
            /** @enum {string} */
            event: "password-set";
        } | {
            /** @enum {string} */
            event: "password-changed";
        } | {
            /** @enum {string} */
            event: "password-waits";
        } | {
            /** @enum {string} */
            event: "signed-in";
        } | {
            /** @enum {string} */
            event: "signed-out";
        } | {
            /** @enum {string} */
            event: "password-forgotten";
        } | {
            /** @enum {string} */
            event: "recovery-started";
        } | {
            /** @enum {string} */
            event: "email-corrected";
        } | {
            /** @enum {string} */
            event: "expiry-changed";
        } | {
            /**
             * Format: int32
             * @description In so many days.
             */
            days: number;
            /** @enum {string} */
            event: "login-expiring";
        } | {
            /** @enum {string} */
            event: "login-expired";
        } | {
            /** @enum {string} */
            event: "client-created";
        } | {
            /** @enum {string} */
            event: "details-changed";
        } | {
            /** @enum {string} */
            event: "handed-over";
            /** @description The identifier of the member of staff who is responsible now. */
            to: string;
        } | {
            /** @enum {string} */
            event: "archived";
        } | {
            /** @enum {string} */
            event: "restored";
        } | {
            /** @enum {string} */
            event: "email-sent";
            /** @description Which template. */
            template: string;
        } | {
            /** @enum {string} */
            event: "sms-sent";
            /** @description Which template. */
            template: string;
        } | {
            /** @enum {string} */
            event: "email-delivered";
            /** @description Which template. */
            template: string;
        } | {
            /** @enum {string} */
            event: "email-delayed";
            /** @description Which template. */
            template: string;
        } | {
            /** @description For good, or for now. */
            bounce: components["schemas"]["Bounce"];
            /** @enum {string} */
            event: "email-bounced";
            /** @description Which template. */
            template: string;
        } | {
            /** @enum {string} */
            event: "email-complained";
            /** @description Which template. */
            template: string;
        } | {
            /** @enum {string} */
            event: "sms-delivered";
            /** @description Which template. */
            template: string;
        } | {
            /** @enum {string} */
            event: "sms-failed";
            /** @description Why. */
            reason: components["schemas"]["SmsFailure"];
            /** @description Which template. */
            template: string;
        } | {
            /** @enum {string} */
            event: "message-withheld";
            reason?: components["schemas"]["WithheldReason"] | null;
            /** @description Which template. */
            template: string;
        } | {
            /** @enum {string} */
            event: "message-failed";
            /** @description Why, as the provider's code. */
            reason: string;
            /** @description Which template. */
            template: string;
        };
        /** @description One line of a client's timeline. It never changes. */
        TimelineLine: {
            /** @description Who did it. */
            actor: components["schemas"]["Actor"];
            /** @description When (RFC 3339). */
            at: string;
            /** @description The flow that did it. */
            cause: string;
            now?: components["schemas"]["WhatNow"] | null;
            /** @description The `now` of older lines that need no attention since this one. */
            resolves: components["schemas"]["WhatNow"][];
            /** @description How serious it is. */
            tone: components["schemas"]["Tone"];
            /** @description What happened. */
            what: components["schemas"]["TimelineEvent"];
        };
        /**
         * @description How serious a line is. Pages choose its colour by it.
         * @enum {string}
         */
        Tone: "plain" | "good" | "warning" | "bad";
        /** @description The address. */
        TrustAddress: {
            /** @description An e-mail address or a mobile that is on record. */
            address: string;
        };
        /**
         * @description Why nothing more is sent to an address.
         * @enum {string}
         */
        Unreachable: "bounced" | "complained" | "opted-out";
        /** @description What is to be on record. */
        UpdateClient: {
            /** @description All e-mail addresses, the preferred one first. The one that signs in stays among them. */
            emails?: string[] | null;
            kind?: components["schemas"]["Kind"] | null;
            language?: components["schemas"]["LanguageChoice"] | null;
            /** @description All mobiles, the one for the PIN first. */
            mobiles?: string[] | null;
            /** @description The name of the person or company. */
            name?: string | null;
            /** @description All other numbers, to call. */
            phones?: string[] | null;
            relation?: components["schemas"]["Stage"] | null;
            /**
             * Format: int32
             * @description The `revision` of the client that this was made from.
             */
            revision: number;
        };
        /** @description What is to change. What is absent stays as it is. */
        UpdateSettings: {
            after_set_up?: components["schemas"]["AfterSetUp"] | null;
            /** @description The colour of its buttons and headings, `#rrggbb`, on which white can be read; null: ours. */
            colour?: string | null;
            /** @description ISO 3166: the country of numbers that are typed without a prefix. */
            country?: string | null;
            deal_pin?: components["schemas"]["PinDelivery"] | null;
            engagement_pin?: components["schemas"]["PinDelivery"] | null;
            language?: components["schemas"]["LanguageChoice"] | null;
            /**
             * Format: int32
             * @description Days that links live: 1 to 30.
             */
            link_days?: number | null;
            /** @description Its name, as clients read it. */
            name?: string | null;
            /** @description The number that clients may call, as the firm writes it; null: none. */
            phone?: string | null;
            /**
             * Format: int32
             * @description Minutes that PINs live: 10 up to their link's life; null: as long as their link.
             */
            pin_minutes?: number | null;
            portal_pin?: components["schemas"]["PinDelivery"] | null;
            /** @description Where its privacy disclosure is read, `https://…`; null: nowhere. */
            privacy_link?: string | null;
            /** @description Where replies to its e-mails go. */
            reply_to?: string | null;
            /** @description Its name in addresses; the one before is free then. */
            slug?: string | null;
            tell_on_revoke?: components["schemas"]["TellOnRevoke"] | null;
            /** @description ISO 3166: the countries that it sends texts to besides its own. */
            text_countries?: string[] | null;
            /**
             * Format: int32
             * @description Texts that it sends in a day at most: 1 to 500.
             */
            texts_a_day?: number | null;
            /** @description That of the settings which the form was filled from. */
            version: string;
            welcome_proof?: components["schemas"]["WelcomeProof"] | null;
        };
        /** @description The link and the number. */
        VerifyMobile: {
            /** @description The token: the part of the link after the `#`. */
            link: string;
            /** @description The number, spelled in any way. */
            mobile: string;
        };
        /** @description The link, the PIN, and a secret of the page's. */
        VerifyPin: {
            /** @description The token: the part of the link after the `#`. */
            link: string;
            /** @description Exactly six ASCII digits. */
            pin: string;
            /**
             * @description 256 random bits that the page made before it asked: 43 characters of base64url. The same
             *     page gets the same answer again.
             */
            secret: string;
        };
        /** @description The release. */
        Version: {
            /**
             * @description The commit, with `-dirty` where it was changed before it was built; `local` where nothing was
             *     deployed.
             */
            release: string;
        };
        /**
         * @description What another client has too.
         * @enum {string}
         */
        WarningCode: "shared-email" | "shared-number" | "same-name";
        /** @description Something that is valid but may be a mistake. */
        WarningView: {
            /** @description The other clients who have it: ten at most. */
            clients: components["schemas"]["NamedClient"][];
            /** @description What another client has too. */
            code: components["schemas"]["WarningCode"];
            /** @description The field in the request. */
            field: string;
        };
        /**
         * @description What a welcome set-up asks for.
         * @enum {string}
         */
        WelcomeProof: "pin" | "link-alone";
        /**
         * @description What helps.
         * @enum {string}
         */
        WhatNow: "correct-email" | "correct-mobile" | "check-mobile" | "check-staff-email" | "send-again" | "call-client" | "read-pin-out" | "new-pin" | "extend-login" | "raise-text-limit" | "allow-country" | "tell-ops";
        /**
         * @description Why a message was not sent that was still needed.
         * @enum {string}
         */
        WithheldReason: "firm-closed";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgottenPassword"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "open-invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenInvitation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationOpened"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:link-unknown`: This link is not one of ours. Please use the newest e-mail. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recover-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnLink"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryBegun"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:link-unknown`: This link is not one of ours. Please use the newest e-mail. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:link-elsewhere`: This link is at another step.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:pin-blocked`: Too many wrong PINs. No PIN is accepted until there is a new one.
             *
             *     `urn:vestibule:problem:too-soon`: This was done a moment ago. Please wait.
             *
             *     `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment.
             */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "renew-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnLink"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:link-unknown`: This link is not one of ours. Please use the newest e-mail. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:link-elsewhere`: This link is at another step.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:too-soon`: This was done a moment ago. Please wait.
             *
             *     `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment.
             */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "request-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnLink"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdviserTold"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:link-unknown`: This link is not one of ours. Please use the newest e-mail. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:link-elsewhere`: This link is at another step.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "read-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPassword"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordWasSet"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:link-unknown`: This link is not one of ours. Please use the newest e-mail. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:link-elsewhere`: This link is at another step.
             *
             *     `urn:vestibule:problem:set-up-over`: Too much time has passed since the PIN. Please enter a PIN again.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionBegun"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:sign-in-refused`: The e-mail or the password is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             *
             *     `urn:vestibule:problem:access-ended`: Your access has ended. Please ask your adviser.
             *
             *     `urn:vestibule:problem:login-expired`: Your login has expired. Please ask your adviser.
             *
             *     `urn:vestibule:problem:recovery-required`: Please use the link in the e-mail that we sent you to choose a new password.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:password-waits`: Too many wrong passwords. Please wait a moment.
             *
             *     `urn:vestibule:problem:passwords-used-up`: Too many wrong passwords. Please choose a new one under “Forgot password?”.
             *
             *     `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment.
             */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tell-adviser": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnLink"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdviserTold"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:link-unknown`: This link is not one of ours. Please use the newest e-mail. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:link-elsewhere`: This link is at another step.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "verify-mobile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyMobile"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinAsked"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:link-unknown`: This link is not one of ours. Please use the newest e-mail. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:link-elsewhere`: This link is at another step.
             *
             *     `urn:vestibule:problem:no-mobile`: The PIN comes from your adviser.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:too-many-numbers`: Too many different numbers were typed. Please wait, or call your adviser.
             *
             *     `urn:vestibule:problem:pin-blocked`: Too many wrong PINs. No PIN is accepted until there is a new one.
             *
             *     `urn:vestibule:problem:too-soon`: This was done a moment ago. Please wait.
             *
             *     `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment.
             */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "verify-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyPin"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinVerified"];
                };
            };
            /**
             * @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented.
             *
             *     `urn:vestibule:problem:pin-malformed`: This PIN is not valid: it has exactly six digits and nothing else.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:pin-wrong`: This PIN is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:link-unknown`: This link is not one of ours. Please use the newest e-mail. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:link-elsewhere`: This link is at another step.
             *
             *     `urn:vestibule:problem:pin-not-live`: This PIN is no longer good. Please ask for a new one.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:pin-blocked`: Too many wrong PINs. No PIN is accepted until there is a new one.
             *
             *     `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment.
             */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "read-logo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
                firm: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": unknown;
                };
            };
            /** @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "read-firm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirmView"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "read-openapi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-clients": {
        parameters: {
            query?: {
                /** @description The clients of this member of staff only: an identifier, or `me`. */
                adviser?: string;
                /** @description The `next` of the page before, asked for with the same search or sort. */
                after?: string;
                /** @description Where clients stand. `current`, which is the default: neither archived ones nor rehearsals. */
                filter?: "current" | "stuck" | "blocked" | "not-invited" | "invited" | "active" | "revoked" | "archived" | "rehearsals";
                /** @description Rows at most: 50 unless asked otherwise. */
                page?: number;
                /** @description How words of a name or an e-mail address begin, or how a phone number ends. What is found comes in an order of its own. */
                search?: string;
                /** @description The order of a list: by name unless asked otherwise. A search has its own. */
                sort?: "name" | "name-backwards" | "newest";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientList"];
                };
            };
            /** @description `urn:vestibule:problem:request-malformed`: The request is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-client": {
        parameters: {
            query?: never;
            header?: {
                /** @description A UUID of the caller's: the same key gets the same reply for 24 hours, and nothing is done twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateClient"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientChanged"];
                };
            };
            /**
             * @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented.
             *
             *     `urn:vestibule:problem:request-malformed`: The request is not as documented.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             *
             *     `urn:vestibule:problem:key-reused`: This idempotency key was used for another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "read-client": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientView"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "archive-client": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientView"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:still-has-access`: This client still has access. Please end it first.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cancel-invitation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationCancelled"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:nothing-to-end`: There is no access to end.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-mobile": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeMobile"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientView"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "copy-link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CopyLink"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CopiedLink"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-found`: There is nothing here.
             *
             *     `urn:vestibule:problem:link-unknown`: This link is not one of ours. Please use the newest e-mail.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:link-elsewhere`: This link is at another step.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "correct-email": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectEmail"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailCorrected"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:email-taken`: Somebody else at the firm signs in with this e-mail.
             *
             *     `urn:vestibule:problem:no-login`: This client does not sign in with any e-mail yet. Please invite them first.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hand-over-client": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverClient"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientView"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mark-helped": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientView"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "invite-client": {
        parameters: {
            query?: never;
            header?: {
                /** @description A UUID of the caller's: the same key gets the same reply for 24 hours, and nothing is done twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteClient"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationIssued"];
                };
            };
            /**
             * @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented.
             *
             *     `urn:vestibule:problem:request-malformed`: The request is not as documented.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:already-active`: This client has a password already. To let them choose a new one, start a recovery.
             *
             *     `urn:vestibule:problem:email-taken`: Somebody else at the firm signs in with this e-mail.
             *
             *     `urn:vestibule:problem:no-email`: This client has no e-mail address yet.
             *
             *     `urn:vestibule:problem:address-unreachable`: Our mail does not reach this address. Please correct it, or say that it is good after all.
             *
             *     `urn:vestibule:problem:client-archived`: This client is archived. Please restore them first.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             *
             *     `urn:vestibule:problem:key-reused`: This idempotency key was used for another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "renew-pin": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinRenewed"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:address-unreachable`: Our mail does not reach this address. Please correct it, or say that it is good after all.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "restore-client": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientView"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reveal-pin": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedPin"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:no-pin`: There is no PIN to show. Please generate a new one.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "revoke-access": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRevoked"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:nothing-to-end`: There is no access to end.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-expiry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetExpiry"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientView"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:no-login`: This client does not sign in with any e-mail yet. Please invite them first.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "read-timeline": {
        parameters: {
            query?: {
                /** @description The `older` of the page before. */
                before?: string;
            };
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description `urn:vestibule:problem:request-malformed`: The request is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trust-address": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrustAddress"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientView"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "update-client": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateClient"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientChanged"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:changed-meanwhile`: Somebody changed this since you opened it. Please look at it again.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "forgot-password-staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgottenPassword"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffList"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "add-staff": {
        parameters: {
            query?: never;
            header?: {
                /** @description A UUID of the caller's: the same key gets the same reply for 24 hours, and nothing is done twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddStaff"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffView"];
                };
            };
            /**
             * @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented.
             *
             *     `urn:vestibule:problem:request-malformed`: The request is not as documented.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:email-taken`: Somebody else at the firm signs in with this e-mail.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             *
             *     `urn:vestibule:problem:key-reused`: This idempotency key was used for another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-role": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                staff: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRole"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffView"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:last-admin`: The firm needs at least one firm admin.
             *
             *     `urn:vestibule:problem:oneself`: You cannot do this to your own account. Please ask another firm admin.
             *
             *     `urn:vestibule:problem:staff-elsewhere`: This account is at another stage.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "deactivate-staff": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                staff: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeactivateStaff"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffView"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:last-admin`: The firm needs at least one firm admin.
             *
             *     `urn:vestibule:problem:oneself`: You cannot do this to your own account. Please ask another firm admin.
             *
             *     `urn:vestibule:problem:staff-elsewhere`: This account is at another stage.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "resend-set-up": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                staff: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffView"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:staff-elsewhere`: This account is at another stage.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "choose-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseNotices"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticesChosen"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "read-readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recover-staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoverStaff"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffPasswordSet"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:link-unknown`: This link is not one of ours. Please use the newest e-mail. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:link-elsewhere`: This link is at another step.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "start-rehearsal": {
        parameters: {
            query?: never;
            header?: {
                /** @description A UUID of the caller's: the same key gets the same reply for 24 hours, and nothing is done twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartRehearsal"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RehearsalView"];
                };
            };
            /**
             * @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented.
             *
             *     `urn:vestibule:problem:request-malformed`: The request is not as documented.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:email-taken`: Somebody else at the firm signs in with this e-mail.
             *
             *     `urn:vestibule:problem:rehearsal-under-way`: Your rehearsal is under way. Please end it before you start another.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             *
             *     `urn:vestibule:problem:key-reused`: This idempotency key was used for another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "end-rehearsal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "read-staff-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffSessionView"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-up-staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUpStaff"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffPasswordSet"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:link-unknown`: This link is not one of ours. Please use the newest e-mail. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:link-elsewhere`: This link is at another step.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "read-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsView"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "update-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSettings"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsView"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:slug-taken`: Another firm has this name in addresses.
             *
             *     `urn:vestibule:problem:changed-meanwhile`: Somebody changed this since you opened it. Please look at it again.
             *
             *     `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "preview-invitation": {
        parameters: {
            query?: {
                /** @description The firm's colour, `#rrggbb`; empty, or if white cannot be read on it: ours; without it, the saved one. */
                colour?: string;
                /** @description The language; without it, the saved one. */
                language?: "en" | "de";
                /** @description The firm's name; without it, or if it is not valid, the saved one. */
                name?: string;
                /** @description The number that clients may call; empty: none; without it, the saved one. */
                phone?: string;
                /** @description How the PIN reaches the client; without it, as saved. */
                portal_pin?: "with-invitation" | "once-mobile-confirmed" | "by-adviser";
                /** @description The colour scheme of the reader; without it, light. */
                scheme?: "light" | "dark";
                /** @description What a welcome set-up asks for; without it, as saved. */
                welcome_proof?: "pin" | "link-alone";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
            /** @description `urn:vestibule:problem:request-malformed`: The request is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-logo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetLogo"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsView"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-in-staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionBegun"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:sign-in-refused`: The e-mail or the password is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             *
             *     `urn:vestibule:problem:access-ended`: Your access has ended. Please ask your adviser.
             *
             *     `urn:vestibule:problem:login-expired`: Your login has expired. Please ask your adviser.
             *
             *     `urn:vestibule:problem:recovery-required`: Please use the link in the e-mail that we sent you to choose a new password.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:fields-refused`: Please correct the fields below. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:password-waits`: Too many wrong passwords. Please wait a moment.
             *
             *     `urn:vestibule:problem:passwords-used-up`: Too many wrong passwords. Please choose a new one under “Forgot password?”.
             *
             *     `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment.
             */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-out-staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-out-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description `urn:vestibule:problem:body-malformed`: The request's body is not as documented. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:not-signed-in`: Please sign in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address.
             *
             *     `urn:vestibule:problem:not-permitted`: Your account may not do this.
             *
             *     `urn:vestibule:problem:firm-closed`: This firm has closed its portal for now.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:lost-race`: Somebody changed this at the same moment. Please try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:body-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:media-type-unsupported`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:too-many-requests`: Too many requests. Please wait a moment. */
            429: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "read-version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Version"];
                };
            };
            /** @description `urn:vestibule:problem:not-through-the-front`: Requests go through the public address. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:vestibule:problem:unavailable`: This does not work at the moment. Please try again shortly. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
