/** The shape of GET /api/transfers: exports and imports under way or done, of the last day. */
export interface TransferLine {
  id: string;
  /** export_anki, export_csv, export_json; anki_preview, anki_import, table_preview, table_import. */
  kind: string;
  state: "waiting" | "running" | "done" | "failed";
  done: number;
  /** 0 = not known. */
  total: number;
  /** What was asked for. */
  parameters: Record<string, unknown>;
  /** What there is to say when it is done. */
  result: Record<string, unknown>;
  /** "" = there is nothing to download. */
  file_name: string;
  bytes: number;
  /** With state failed: a sentence. */
  error: string;
  /** Both in ms since 1970. */
  made_at: number;
  expires_at: number;
}
