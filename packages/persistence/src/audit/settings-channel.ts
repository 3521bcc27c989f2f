/** On which PostgreSQL tells every gateway whose cached reads are out of date; a message is `kind:id`. */
export const SETTINGS_CHANNEL = 'interlock_settings';
