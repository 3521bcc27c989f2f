/** A member of the request that is at fault. */
export interface FaultyField {
  readonly path: string;
  readonly message: string;
}

/** A refusal of the gateway (RFC 9457): the `code` is stable, `message` is for a person. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly fields: readonly FaultyField[];
  /** Under which the gateway's log knows the request. */
  readonly requestId: string | undefined;
  /** After how many seconds to ask again, where the gateway says so. */
  readonly retryAfterSeconds: number | undefined;

  private constructor(body: Readonly<Record<string, unknown>>, { status, headers }: Response) {
    const text = (member: string): string | undefined => (typeof body[member] === 'string' ? body[member] : undefined);
    super(text('detail') ?? text('title') ?? text('code'));
    this.code = text('code') ?? '';
    this.status = status;
    this.title = text('title') ?? '';
    this.fields = Array.isArray(body['fields']) ? body['fields'].filter(isField) : [];
    this.requestId = text('requestId') ?? headers.get('x-request-id') ?? undefined;
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    this.retryAfterSeconds = Number.isInteger(seconds) && seconds >= 0 ? seconds : undefined;
  }

  /** The problem that an answer holds; undefined where it holds none, and what answers may be no gateway at all. */
  static of(body: unknown, response: Response): ApiProblem | undefined {
    if (typeof body !== 'object' || body === null || !('code' in body) || typeof body.code !== 'string') return undefined;
    return new ApiProblem(body, response);
  }
}

/** No answer of a gateway came: nothing is known of what became of a write, which is asked for again under its own number. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
  constructor(
    /** `timeout`; `refused`: nothing listens there; `unreachable`; `no_gateway`: something else answered. */
    readonly reason: 'timeout' | 'refused' | 'unreachable' | 'no_gateway',
    /** What the network or the answer said: an error's code, or an HTTP status. */
    readonly detail: string,
  ) {
    super(`no answer of a gateway (${reason}: ${detail})`);
  }
}

function isField(field: unknown): field is FaultyField {
  if (typeof field !== 'object' || field === null) return false;
  const { path, message } = field as { readonly path?: unknown; readonly message?: unknown };
  return typeof path === 'string' && typeof message === 'string';
}
