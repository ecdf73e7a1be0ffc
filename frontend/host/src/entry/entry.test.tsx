import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../http/index.ts';
import { security } from '../security/index.ts';
import EntryPage from './EntryPage.tsx';

configure({ asyncUtilTimeout: 10_000 });

const refusal = (
  status: number,
  code: ConstructorParameters<typeof ApiError>[1],
  more: Partial<ApiError> = {},
) => new ApiError(status, code, 'x', more.detail ?? '', 'ref-9', more.errors ?? [], more.retryAfter);
const type = (id: string, value: string) => fireEvent.change(screen.getByTestId(id), { target: { value } });
const submit = () => fireEvent.click(screen.getByTestId('entry-submit'));

beforeEach(() => {
  for (const way of ['guest', 'login', 'register'] as const)
    vi.spyOn(security, way).mockResolvedValue({ id: 'u', name: 'n', guest: true, roles: [], tenant: 't' });
});
afterEach(cleanup);

describe('the way in', () => {
  it('lets a guest in by name, without spaces around it', async () => {
    render(<EntryPage joining={false} returning={false} />);
    type('guest-name', '  Ana Lima ');
    submit();
    await waitFor(() => expect(security.guest).toHaveBeenCalledWith('Ana Lima'));
  });

  it('asks for a missing name by itself', async () => {
    render(<EntryPage joining={false} returning={false} />);
    type('guest-name', '   ');
    submit();
    expect((await screen.findByRole('alert')).textContent).toBe('Enter a name');
    expect(screen.getByTestId('guest-name').getAttribute('aria-invalid')).toBe('true');
    expect(security.guest).not.toHaveBeenCalled();
  });

  it('[FE-116] puts what the server says of a field beside that field', async () => {
    vi.mocked(security.register).mockRejectedValue(
      refusal(400, 'invalid', { errors: [{ field: 'password', message: 'At least 8 characters' }] }),
    );
    render(<EntryPage joining={false} returning={false} />);
    fireEvent.click(screen.getByTestId('entry-register'));
    type('register-name', 'Ana');
    type('register-email', 'ana@example.org');
    type('register-password', 'short');
    submit();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toBe('At least 8 characters');
    expect(screen.getByTestId('register-password').getAttribute('aria-describedby')).toBe(alert.id);
    expect(screen.getByTestId<HTMLInputElement>('register-email').value).toBe('ana@example.org');
  });

  it.each([
    ['a wrong password', refusal(401, 'unauthenticated'), /do not match/],
    ['no network', refusal(0, 'offline'), /cannot be reached/],
    ['too many tries', refusal(429, 'rate-limited', { retryAfter: 7 }), /in 7 s/],
    ['a busy server', refusal(503, 'unavailable'), /ref-9/],
  ])('says %s in words', async (_name, error, words) => {
    vi.mocked(security.login).mockRejectedValue(error);
    render(<EntryPage joining={false} returning />);
    type('email', 'ana@example.org');
    type('password', 'something');
    submit();
    expect((await screen.findByTestId('entry-error')).textContent).toMatch(words);
    expect(screen.getByTestId<HTMLButtonElement>('entry-submit').disabled).toBe(false);
  });

  it('tells who registers a known e-mail to log in', async () => {
    vi.mocked(security.register).mockRejectedValue(refusal(409, 'conflict'));
    render(<EntryPage joining={false} returning={false} />);
    fireEvent.click(screen.getByTestId('entry-register'));
    type('register-name', 'Ana');
    type('register-email', 'ana@example.org');
    type('register-password', 'long enough');
    submit();
    expect((await screen.findByTestId('entry-error')).textContent).toMatch(/Log in instead/);
  });

  it('says to whom comes by a share link that a name is enough', () => {
    render(<EntryPage joining returning={false} />);
    expect(screen.getByText('You are invited to a canvas')).toBeTruthy();
    expect(screen.getByTestId('guest-name')).toBeTruthy();
  });
});
