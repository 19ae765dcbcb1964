export interface UploadOptions {
  /** Bytes that have gone out, as they go; a browser alone can tell. */
  onProgress?: (sent: number, of: number) => void;
  /** Ends the upload; it then rejects with an `AbortError`. */
  signal?: AbortSignal;
}

interface Upload {
  url: string;
  token: string;
  body: Blob;
  options: UploadOptions;
}

const TYPE = 'application/octet-stream';

/** `fetch` cannot tell how much of a body has gone out; the older way of browsers can. */
export function sendWithProgress({ url, token, body, options }: Upload): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.setRequestHeader('Content-Type', body.type || TYPE);
    request.upload.onprogress = ({ loaded, total }) => options.onProgress?.(loaded, total);
    request.onload = () =>
      resolve(
        new Response(request.responseText, {
          status: request.status,
          headers: headersOf(request.getAllResponseHeaders()),
        }),
      );
    request.onerror = () => reject(new TypeError('the network failed'));
    request.onabort = () => reject(new DOMException('the upload was ended', 'AbortError'));
    if (options.signal?.aborted) return reject(new DOMException('the upload was ended', 'AbortError'));
    options.signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}

function headersOf(text: string): Headers {
  const headers = new Headers();
  for (const line of text.trim().split(/[\r\n]+/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return headers;
}

export function canTellProgress(): boolean {
  return typeof XMLHttpRequest !== 'undefined';
}
