/** The shape of GET /api/account. */
export interface Account {
  id: string;
  name: string;
  email: string;
  recovery_codes_left: number;
  email_recovery: boolean;
}
