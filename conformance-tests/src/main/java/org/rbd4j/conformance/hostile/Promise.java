package org.rbd4j.conformance.hostile;

import java.io.IOException;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.NonWritableChannelException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.rbd4j.LogicException;
import org.rbd4j.RbdException;
import org.rbd4j.conformance.MessageForm;

/**
 * How a call may end by what the interface says: with one of its own exceptions, which has a message, or with one of Java's for which the
 * call gives cause.
 */
final class Promise {
    private Promise() {}

    /**
     * Whether a call may end so.
     *
     * @param call the call
     * @param thrown what it threw, or what its future failed with
     * @param setting what the thread was short of
     */
    static boolean covers(HostileCall call, Throwable thrown, Setting setting) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        Set<Excuse> excuses = call.excuses();
        if (cause instanceof LogicException) {
            // The implementation has caught itself at something that must not be.
            return false;
        } else if (cause instanceof RbdException told) {
            return MessageForm.faultOf(told).isEmpty();
        } else if (cause instanceof IOException) {
            return call.receiver() == Receiver.CHANNEL;
        } else if (cause instanceof NonWritableChannelException) {
            return call.receiver() == Receiver.CHANNEL;
        } else if (cause instanceof ReadOnlyBufferException) {
            return excuses.contains(Excuse.READ_ONLY_BUFFER);
        } else if (cause instanceof IllegalArgumentException) {
            return call.receiver() == Receiver.CHANNEL && hasMessage(cause);
        } else if (cause instanceof NullPointerException) {
            return excuses.contains(Excuse.NULL);
        } else if (cause instanceof CancellationException) {
            return call.follow() == HostileCall.Follow.CANCEL;
        } else if (cause instanceof Callbacks.Thrown || cause instanceof Callbacks.ThrownError) {
            return excuses.contains(Excuse.CALLBACK);
        } else if (cause instanceof OutOfMemoryError) {
            return setting == Setting.LITTLE_HEAP || excuses.contains(Excuse.HUGE);
        } else if (cause instanceof StackOverflowError) {
            return setting == Setting.LITTLE_STACK || excuses.contains(Excuse.CALLBACK);
        }
        return false;
    }

    private static boolean hasMessage(Throwable thrown) {
        return thrown.getMessage() != null && !thrown.getMessage().isBlank();
    }
}
