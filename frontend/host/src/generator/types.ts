/** Makes apps from a prompt. Listed in diagnostics as not available until the server offers `/api/ai`. */
export interface GeneratorStatus {
  available: false;
  reason: string;
}
