import packageJson from '../../package.json' with { type: 'json' }

/** The version of Lumos, as `GET /api/health` and OpenTelemetry's `service.version` name it. */
export const { version } = packageJson
