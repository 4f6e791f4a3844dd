package org.rbd4j.sim;

import java.util.List;
import java.util.Optional;

/**
 * One call of the api, what came of it, and the RADOS operations that it caused; its text takes a line for itself and one for
 * each operation.
 *
 * @param client the client that called, such as {@code client.4100}
 * @param call the call as failures name it: the operation, the image and the numbers in it
 * @param failure why the call failed; empty if it did not
 * @param operations the RADOS operations in the order in which they were carried out
 */
public record TracedCall(String client, String call, Optional<Failure> failure, List<TracedOperation> operations) {
    /**
     * Why a call failed.
     *
     * @param errno librbd's errno; 0 where there is none
     * @param message the exception's message
     */
    public record Failure(int errno, String message) {}

    /**
     * Copies the list.
     *
     * @param client the client that called, such as {@code client.4100}
     * @param call the call as failures name it: the operation, the image and the numbers in it
     * @param failure why the call failed; empty if it did not
     * @param operations the RADOS operations in the order in which they were carried out
     */
    public TracedCall {
        operations = List.copyOf(operations);
    }

    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder(client + ": " + call + " -> " + outcome());
        for (TracedOperation operation : operations) {
            boolean isOthers = !operation.client().equals(client);
            lines.append("\n  ")
                    .append(isOthers ? operation.client() + ": " : "")
                    .append(operation);
        }
        return lines.toString();
    }

    /** A failure's message begins with the call, which the line has said already. */
    private String outcome() {
        return failure.map(Failure::message)
                .map(message -> message.startsWith(call + ": ") ? message.substring(call.length() + 2) : message)
                .orElse("ok");
    }
}
