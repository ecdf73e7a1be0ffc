import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MicroAppHost, MicroAppSettings } from '../../../host/src/loader/MicroAppHost.tsx';
import { learn } from '../../../host/src/widget/appRules.ts';
import { installApps, show, type TestCanvas, testCanvas } from '../../../host/test/page.tsx';
import type { Entry } from '../src/generated/calendar.ts';
import { Preview, rules, Settings, Widget } from '../src/index.ts';

vi.mock('../src/zones.ts', async (original) => ({
  ...(await original<typeof import('../src/zones.ts')>()),
  viewerZone: () => 'Europe/Berlin',
}));

const entry = (id: string, change: Partial<Entry> = {}): Entry => ({
  id,
  title: id,
  start: '2026-12-01T09:00',
  end: '2026-12-01T10:00',
  allDay: false,
  zone: 'Europe/Berlin',
  exceptions: [],
  userId: 'ada',
  createdAt: '2026-11-22T00:00:00Z',
  ...change,
});
const STANDUP = entry('standup', { title: 'Stand-up', rule: 'FREQ=WEEKLY;BYDAY=TU' });
const BIG = { w: 8, h: 8 };
let page: TestCanvas;

async function open(events: Entry[] = [], config = {}, size = BIG, refuse = false) {
  installApps({ calendar: { Widget, Settings, Preview } });
  page = testCanvas([{ id: 'w1', appId: 'calendar', state: { events } as never, config }], { refuse });
  show(page, <MicroAppHost widgetId="w1" size={size} />);
  await screen.findByRole('region', { name: 'Calendar' });
}
const sent = () => page.sent.map(({ do: name, data }) => [name, data]);
const last = () => page.sent.at(-1);
const chip = (name: RegExp) =>
  screen.getAllByRole('button', { name }).find((one) => one.dataset.event) as HTMLElement;
const day = (text: string) => document.querySelector(`button[data-day="${text}"]`) as HTMLElement;
const field = (name: string) => screen.getByLabelText(name) as HTMLInputElement;
const fill = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });

beforeEach(() => {
  localStorage.clear();
  learn('calendar', rules);
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-03T10:00:00+01:00') });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the Calendar widget', () => {
  it('[W1][CA-6] adds an event from the keyboard and shows it at once, with a mark until it is durable', async () => {
    await open();
    fireEvent.keyDown(day('2026-12-03'), { key: 'ArrowRight' });
    await waitFor(() => expect(document.activeElement).not.toBeNull());
    fireEvent.keyDown(day('2026-12-04'), { key: 'Enter' });
    expect(screen.getByRole('dialog', { name: 'New event' })).toBeTruthy();
    fill('Title', '  Lunch ');
    fireEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(sent()[0]).toMatchObject([
      'calendar.add',
      { title: 'Lunch', start: '2026-12-04', end: '2026-12-05' },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(chip(/^Lunch/)).toBeTruthy();
    expect(screen.getByLabelText('Sent, not durable yet')).toBeTruthy();
    act(() =>
      page.event(
        'w1',
        'calendar.created',
        { ...entry(String(last()?.data.id)), title: 'Lunch' } as never,
        'ada',
      ),
    );
    expect(screen.queryByLabelText('Sent, not durable yet')).toBeNull();
  });

  it('[W1] edits times, zone, place and repeats in a form that says what is wrong', async () => {
    await open([entry('lunch', { title: 'Lunch' })]);
    fireEvent.keyDown(chip(/^Lunch/), { key: 'e' });
    fill('Starts, time', '12:30');
    expect(field('Ends, time').value).toBe('13:30');
    fill('Ends, time', '11:00');
    expect(screen.getByRole('alert').textContent).toBe('The end is before the start.');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(page.sent).toHaveLength(0);
    fill('Ends, time', '14:00');
    fill('Place', 'Roof');
    fill('Repeats', 'weekly');
    fireEvent.click(screen.getByRole('radio', { name: 'Green' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(sent()).toEqual([
      [
        'calendar.edit',
        {
          id: 'lunch',
          start: '2026-12-01T12:30',
          end: '2026-12-01T14:00',
          location: 'Roof',
          colour: 'green',
          rule: 'FREQ=WEEKLY;BYDAY=TU',
        },
      ],
    ]);
  });

  it('[W1] says in the form what the server would refuse: far years and long events', async () => {
    await open();
    fireEvent.click(screen.getByRole('button', { name: 'Add event' }));
    fill('Title', 'Trip');
    const fault = () => screen.queryByRole('alert')?.textContent;
    fill('Ends, date', '2199-12-31');
    expect(fault()).toBe('Events are in the years from 1900 to 2199.');
    fill('Ends, date', '2027-12-04');
    expect(fault()).toBe('An event lasts at most 366 days.');
    fireEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(page.sent).toHaveLength(0);
    fill('Ends, date', '2027-12-03');
    expect(fault()).toBeUndefined();
    fill('Repeats', 'yearly');
    expect(fault()).toBe('An event that repeats lasts at most 31 days.');
    fill('Ends, date', '2027-01-02');
    expect(fault()).toBeUndefined();
    fill('Until', 'day');
    fill('Until, date', '2200-01-01');
    expect(fault()).toBe('Events are in the years from 1900 to 2199.');
    fill('Until, date', '2199-12-31');
    fill('Starts, date', '0026-12-03');
    expect(fault()).toBe('Events are in the years from 1900 to 2199.');
    fill('Starts, date', '2026-12-03');
    expect(field('Ends, date').value).toBe('2027-01-02');
    fireEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(sent()[0]).toMatchObject(['calendar.add', { start: '2026-12-03', end: '2027-01-03' }]);
  });

  it('[W1] lets a changed day of a series be longer than the series may', async () => {
    const as = { title: 'Retreat', start: '2026-12-08T09:00', end: '2027-01-20T10:00' };
    await open([{ ...STANDUP, exceptions: [{ on: '2026-12-08', as }] }]);
    fireEvent.keyDown(chip(/^Retreat/), { key: 'e' });
    expect(screen.queryByRole('alert')).toBeNull();
    fill('Place', 'Hills');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    fireEvent.click(screen.getByText('Only this one'));
    expect(sent()).toEqual([['calendar.change', { id: 'standup', on: '2026-12-08', location: 'Hills' }]]);
  });

  it('[W1] lets the start be chosen while there is no end', async () => {
    await open();
    fireEvent.click(screen.getByRole('button', { name: 'Add event' }));
    fill('Ends, date', '');
    fill('Starts, date', '2026-12-05');
    expect(field('Starts, date').value).toBe('2026-12-05');
    expect(field('Ends, date').value).toBe('');
  });

  it('[W1] opens the form again with what was typed when the server refuses it', async () => {
    await open([entry('lunch', { title: 'Lunch' })], {}, BIG, true);
    fireEvent.click(screen.getByRole('button', { name: 'Add event' }));
    fill('Title', 'Dinner');
    fireEvent.click(screen.getByRole('button', { name: 'Add' }));
    await screen.findByRole('dialog', { name: 'New event' });
    expect(field('Title').value).toBe('Dinner');
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    fireEvent.keyDown(chip(/^Lunch/), { key: 'e' });
    fill('Notes', 'Bring bread');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByRole('dialog', { name: 'Edit event' });
    expect(field('Notes').value).toBe('Bring bread');
    page.sent.length = 0;
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(sent()).toEqual([['calendar.edit', { id: 'lunch', notes: 'Bring bread' }]]);
    // Another form that is open by then stays.
    fireEvent.keyDown(day('2026-12-04'), { key: 'Enter' });
    fill('Title', 'Tea');
    await act(async () => {});
    expect(field('Title').value).toBe('Tea');
  });

  it('[W1] leaves what was not changed, and the panel by Escape with the focus back', async () => {
    await open([entry('lunch', { title: 'Lunch' })]);
    chip(/^Lunch/).focus();
    fireEvent.click(chip(/^Lunch/));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    fireEvent.click(chip(/^Lunch/));
    fireEvent.keyDown(field('Title'), { key: 'Escape' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(page.sent).toHaveLength(0);
    expect(document.activeElement).toBe(chip(/^Lunch/));
  });

  it('[W1][CA-6] moves and stretches by arrow keys, removes, and takes it back', async () => {
    await open([entry('lunch', { title: 'Lunch' })]);
    fireEvent.keyDown(chip(/^Lunch/), { key: 'ArrowRight', shiftKey: true });
    fireEvent.keyDown(chip(/^Lunch/), { key: 'ArrowDown', shiftKey: true, altKey: true });
    expect(sent()).toEqual([
      ['calendar.move', { id: 'lunch', start: '2026-12-02T09:00', end: '2026-12-02T10:00' }],
      ['calendar.move', { id: 'lunch', start: '2026-12-02T09:00', end: '2026-12-02T10:15' }],
    ]);
    fireEvent.keyDown(chip(/^Lunch/), { key: 'Delete' });
    expect(last()?.do).toBe('calendar.remove');
    expect(screen.getByRole('status').textContent).toContain('Removed.');
    const removal = last()?.id;
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(last()).toMatchObject({ to: 'canvas', do: 'undo', data: { op: removal } });
  });

  it('[W1][CA-4] asks for which days of a series a change is meant', async () => {
    await open([STANDUP]);
    await screen.findAllByRole('button', { name: /^Stand-up/ });
    const of = (on: string) => document.querySelector(`[data-event="standup/${on}"]`) as HTMLElement;
    await waitFor(() => expect(of('2026-12-08')).toBeTruthy());
    fireEvent.keyDown(of('2026-12-08'), { key: 'Delete' });
    const dialog = screen.getByRole('dialog');
    expect(
      within(dialog)
        .getAllByRole('button')
        .map((one) => one.textContent),
    ).toEqual(['Only this one', 'This and later ones', 'All', 'Cancel']);
    fireEvent.click(within(dialog).getByText('Only this one'));
    expect(sent()).toEqual([['calendar.skip', { id: 'standup', on: '2026-12-08' }]]);
    expect(of('2026-12-08')).toBeNull();
    expect(of('2026-12-15')).toBeTruthy();
    fireEvent.keyDown(of('2026-12-15'), { key: 'ArrowRight', shiftKey: true });
    fireEvent.click(screen.getByText('This and later ones'));
    expect(last()).toMatchObject({
      do: 'calendar.split',
      data: { id: 'standup', on: '2026-12-15', start: '2026-12-16T09:00', end: '2026-12-16T10:00' },
    });
    expect(of('2026-12-15')).toBeNull();
    expect(screen.getAllByRole('button', { name: /^Stand-up, Wed/ }).length).toBeGreaterThan(0);
  });

  it('[W1][CA-1] tells the event’s own time where it differs from that of whoever looks', async () => {
    await open([entry('call', { title: 'Call', zone: 'America/New_York' })]);
    expect(chip(/^Call/).getAttribute('aria-label')).toMatch(
      /15:00.*09:00 in New York|3:00.*9:00.* in New York/,
    );
  });

  it('[W1][W8] has month, week and list, and a list alone when it is small', async () => {
    await open([entry('lunch', { title: 'Lunch', start: '2026-12-04T12:00', end: '2026-12-04T13:00' })]);
    fireEvent.click(screen.getByRole('button', { name: 'Week' }));
    expect(screen.getByRole('region', { name: 'Week' })).toBeTruthy();
    expect(chip(/^Lunch/).dataset.look).toBe('block');
    fireEvent.click(screen.getByRole('button', { name: 'Agenda' }));
    expect(screen.getByText(/Friday/)).toBeTruthy();
    cleanup();
    await open(
      [entry('lunch', { title: 'Lunch', start: '2026-12-04T12:00', end: '2026-12-04T13:00' })],
      {},
      { w: 2, h: 2 },
    );
    expect(screen.queryByRole('button', { name: 'Week' })).toBeNull();
    expect(screen.getByRole('button', { name: /^Lunch/ })).toBeTruthy();
  });

  it('[W1] says what to do when there is nothing, and shows markup as text', async () => {
    await open([], { view: 'agenda' });
    expect(screen.getByText(/Add the first event/)).toBeTruthy();
    const script = '<img src=x onerror="alert(1)">';
    act(() =>
      page.event(
        'w1',
        'calendar.created',
        entry('x', { title: script, start: '2026-12-04', end: '2026-12-05', allDay: true }) as never,
      ),
    );
    expect(screen.getByText(script)).toBeTruthy();
    expect(document.querySelector('img')).toBeNull();
  });

  it('[W1][X5][CA-7] lets a viewer look, and nothing else', async () => {
    await open([entry('lunch', { title: 'Lunch', notes: 'Bring bread', userId: 'bob' })]);
    act(() => page.role('viewer'));
    expect(screen.queryByRole('button', { name: 'Add event' })).toBeNull();
    fireEvent.keyDown(chip(/^Lunch/), { key: 'Delete' });
    fireEvent.keyDown(chip(/^Lunch/), { key: 'ArrowRight', shiftKey: true });
    fireEvent.click(chip(/^Lunch/));
    expect(screen.getByText('Bring bread')).toBeTruthy();
    expect(screen.getByText(/Added by Bob Noyce/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
    expect(page.sent).toHaveLength(0);
  });

  it('[C4] takes in what others do while it is open', async () => {
    await open([entry('lunch', { title: 'Lunch' })]);
    act(() =>
      page.event('w1', 'calendar.moved', {
        id: 'lunch',
        set: { start: '2026-12-10T09:00', end: '2026-12-10T10:00' },
        was: { start: '2026-12-01T09:00', end: '2026-12-01T10:00' },
      }),
    );
    expect(chip(/^Lunch/).getAttribute('aria-label')).toMatch(/10 Dec|Dec 10/);
  });

  it('[W1][CA-5] opens a calendar file as one step, tells what it had, and adds nothing twice', async () => {
    await open([], { view: 'agenda' });
    const text = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:a',
      'SUMMARY:Party',
      'DTSTART:20261205T190000Z',
      'DTEND:20261205T210000Z',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:b',
      'SUMMARY:Never',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const bring = async () => {
      fireEvent.click(screen.getByRole('button', { name: 'More' }));
      const input = screen.getByLabelText('Open a calendar file');
      fireEvent.change(input, { target: { files: [new File([text], 'a.ics')] } });
    };
    await bring();
    await waitFor(() => expect(screen.getByRole('dialog', { name: 'From the file' })).toBeTruthy());
    expect(page.sent[0]).toMatchObject({ do: 'calendar.import', data: { items: [{ title: 'Party' }] } });
    expect(page.sent[0]?.cause).toBeTruthy();
    expect(screen.getByText('Never')).toBeTruthy();
    expect(screen.getByText(/has no time/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.getByRole('button', { name: /^Party/ })).toBeTruthy();
    const n = page.sent.length;
    await bring();
    await waitFor(() => expect(screen.getByRole('dialog', { name: 'From the file' })).toBeTruthy());
    expect(page.sent).toHaveLength(n);
  });
});

describe('Calendar settings and preview', () => {
  it('[W1][W14] set view, week, zone, hours and rows, for everybody', async () => {
    installApps({ calendar: { Widget, Settings, Preview } });
    page = testCanvas([{ id: 'w1', appId: 'calendar', state: { events: [] } as never }]);
    show(
      page,
      <>
        <MicroAppHost widgetId="w1" size={BIG} />
        <MicroAppSettings widgetId="w1" size={BIG} />
      </>,
    );
    await screen.findByRole('region', { name: 'Calendar' });
    fireEvent.change(await screen.findByLabelText('Show at first'), { target: { value: 'week' } });
    expect(screen.getByRole('region', { name: 'Week' })).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Week begins on'), { target: { value: 'sunday' } });
    fireEvent.change(screen.getByLabelText('Time zone of new events'), { target: { value: 'Asia/Tokyo' } });
    fireEvent.change(screen.getByLabelText('Working hours, from'), { target: { value: '6' } });
    fireEvent.click(screen.getByLabelText('Dense'));
    expect(last()?.data).toEqual({
      config: { view: 'week', weekStart: 'sunday', zone: 'Asia/Tokyo', dayStart: 6, density: 'compact' },
    });
  });
  it('[W1] preview draws without a canvas', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    render(<Preview />);
    expect(screen.getAllByText('Stand-up')).toHaveLength(2);
    expect(console.error).not.toHaveBeenCalled();
  });
});
