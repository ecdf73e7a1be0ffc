package gesso.load.client;

/**
 * One stretch of even load on seats that are already taken.
 *
 * @param number goes into the operations' ids: what is left of the phase before is told apart
 * @param schedule of frames: the senders are the seats, by their numbers
 * @param batch commands in one frame; more than one are sent as an array
 * @param moves what is sent
 * @param cursors cursor places a second that each sender shows beside its moves
 * @param shown of how many others at most each seat must see the newest cursor
 */
public record Phase(
        int number, Schedule schedule, int batch, Moves moves, double cursors, int shown) {

    /** When this operation was meant to be sent. */
    long due(int seat, int operation) {
        return schedule.due(seat, operation / batch);
    }
}
