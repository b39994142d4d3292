/** A file as the whole body of a request, with word of how much of it has arrived. */
import { csrfToken, freshToken, type HttpAnswer } from "./http";

const NO_ANSWER = 0;

/** Status 0 = nothing answered, or it was stopped. */
export async function upload(
  path: string,
  file: Blob,
  sent: (share: number) => void,
  stop: AbortSignal,
): Promise<Pick<HttpAnswer, "status" | "body">> {
  if (csrfToken() === "") await freshToken();
  const answer = await once(path, file, sent, stop);
  if (answer.status !== 403) return answer;
  await freshToken();
  return once(path, file, sent, stop);
}

/** `fetch` does not tell how far a body is. */
function once(path: string, file: Blob, sent: (share: number) => void, stop: AbortSignal) {
  return new Promise<Pick<HttpAnswer, "status" | "body">>((resolve) => {
    const request = new XMLHttpRequest();
    const nothing = () => resolve({ status: NO_ANSWER, body: null });
    request.upload.onprogress = ({ loaded, total }) => sent(total ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, body: request.response as unknown });
    request.onerror = request.onabort = nothing;
    stop.addEventListener("abort", () => request.abort(), { once: true });
    if (stop.aborted) return nothing();
    request.open("POST", path);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.send(file);
  });
}
