package org.rbd4j.internal;

/**
 * Why a call failed, in one sentence that both implementations use: what the state was, with its numbers, and nothing that only one of
 * them knows.
 */
public enum Reason {
    /** There is no image of the name that was given. */
    NO_SUCH_IMAGE("there is no such image"),

    /** An image that was removed while a handle is open. */
    IMAGE_GONE("the image is gone"),

    /** An image that cannot be opened any more, nor read anew. */
    TOO_MANY_SNAPSHOTS("it has {} snapshots, of which librbd can read at most {}"),

    /** There is no pool of the name that was given. */
    NO_SUCH_POOL("there is no such pool"),

    /** A pool has the name already. */
    POOL_EXISTS("there is a pool of that name"),

    /** An image has the name already. */
    IMAGE_EXISTS("there is an image {}"),

    /** No snapshot of the image has the name. */
    NO_SUCH_SNAPSHOT("there is no snapshot {}"),

    /** A snapshot of the image has the name already. */
    SNAPSHOT_EXISTS("there is a snapshot {}"),

    /** A name without a character. */
    NAME_EMPTY("the name is empty"),

    /** A text that C takes for a shorter one. */
    HOLDS_NUL("{} holds a NUL"),

    /** A text that is no UTF-8. */
    HOLDS_HALF_SURROGATE("{} holds half a surrogate pair, which is no UTF-8"),

    /** A name that RBD's directories do not take. */
    NAME_TOO_LONG("the name has {} bytes, and the limit is {}"),

    /** A number that must be at least 0. */
    NEGATIVE("{} is negative"),

    /** A handle that may not write. */
    HANDLE_READ_ONLY("the handle is read-only"),

    /** A handle that cannot write, for it does not see HEAD. */
    SNAPSHOT_SELECTED("a snapshot is selected"),

    /** A handle that sees nothing any more. */
    SELECTION_REMOVED("the selected snapshot was removed"),

    /** A handle whose snapshot librbd does not find by the name that it had. */
    SELECTION_RENAMED("the selected snapshot {} was renamed; select it again"),

    /** Nothing is at the offset. */
    PAST_THE_END("the image ends at {}"),

    /** More than librbd discards at once. */
    DISCARD_TOO_LONG("librbd discards less than 2^31 bytes at once"),

    /** A buffer that takes nothing. */
    BUFFER_READ_ONLY("the buffer is read-only"),

    /** A buffer in an arena that is closed, or another thread's. */
    BUFFER_OUT_OF_REACH("the buffer's arena is closed, or is another thread's"),

    /** A buffer in an arena of one thread, for a request that any thread may do. */
    BUFFER_OF_ONE_THREAD("the buffer's arena is closed, or is one thread's, and a read in flight is done by any"),

    /** A write that crossed the end. */
    INCOMPLETE("only {} of them fit before the end of the image"),

    /** An image that is no clone. */
    NO_PARENT("the image has no parent"),

    /** An image without the feature that clones and protection take. */
    LACKS_LAYERING("the image lacks layering"),

    /** Features of a clone that is none without layering. */
    CLONE_LACKS_LAYERING("the clone's features lack layering"),

    /** A snapshot of which no clone can be made, or whose protection cannot be lifted. */
    NOT_PROTECTED("snapshot {} is not protected"),

    /** A snapshot that cannot be removed, or protected again. */
    PROTECTED("snapshot {} is protected"),

    /** A snapshot whose protection stays. */
    HAS_CLONES("snapshot {} has clones"),

    /** A snapshot of which librbd makes no clone. */
    SNAPSHOT_HAS_NO_BYTES("snapshot {} has no bytes"),

    /** An image that cannot be removed. */
    HAS_SNAPSHOTS("the image has snapshots, which go first"),

    /** An image that somebody else seems to use. */
    IN_USE("the image is open for writing elsewhere, or its lock is held"),

    /** A diff backwards in time. */
    EARLIER_IS_LATER("snapshot {} is later than what is selected"),

    /** An image without the map that is to be rebuilt. */
    NO_OBJECT_MAP("the image has no object map"),

    /** A change that only the owner of the managed lock may make. */
    LOCK_ELSEWHERE("the managed lock is another handle's, or the advisory lock is in its way"),

    /** An advisory lock that somebody else has, or librbd itself; which of them, a handle may have seen long ago. */
    LOCK_HELD("the lock is held already"),

    /** An advisory lock that this client has. */
    HOLDS_LOCK_ALREADY("this client holds the lock already"),

    /** An advisory lock that nobody has of that name and cookie, or not any more. */
    NO_SUCH_LOCK("there is no such lock, or the image is gone"),

    /** Not how RADOS names its clients. */
    NOT_A_CLIENT("{} is not the name of a client, as client.4123 is"),

    /** Features that an image has from its beginning or never. */
    CANNOT_BE_SWITCHED_ON("{} cannot be switched on"),

    /** Features that stay for the life of an image. */
    CANNOT_BE_SWITCHED_OFF("{} cannot be switched off"),

    /** A set of features with nothing in it. */
    NO_FEATURE("no feature is named"),

    /** Features that are as they should become. */
    ON_ALREADY("{} is on already"),

    /** Features that are as they should become. */
    OFF_ALREADY("{} is off already"),

    /** A feature that builds on another. */
    NEEDS_EXCLUSIVE_LOCK("object-map and journaling need exclusive-lock"),

    /** Bits that stand for no feature. */
    UNKNOWN_FEATURES("there are no features of the bits {}"),

    /** An object size that librbd does not make. */
    ORDER_OUT_OF_RANGE("order {} is not in 12..25"),

    /** Striping of which one half is given. */
    STRIPING_IS_HALF("stripe unit {} and stripe count {} go together"),

    /** Stripes that do not fill objects. */
    STRIPE_UNIT_DOES_NOT_FIT("stripe unit {} is less than 512, or does not divide the object size {}"),

    /** A count that librbd keeps in 32 bits. */
    STRIPE_COUNT_OUT_OF_RANGE("stripe count {} is not in 0..2^32-1"),

    /** More objects than a map has room for. */
    TOO_MANY_OBJECTS("an object map holds at most {} objects, and not {}"),

    /** A stripe period of more bytes than librbd can count. */
    TOO_LARGE_TO_COPY("librbd copies {} bytes of it at once, and can copy less than 2^31"),

    /** The format of images that is no longer made. */
    FORMAT_ONE("images of format 1 are no longer made"),

    /** librbd takes no two connections for one operation. */
    POOL_OF_ANOTHER_CONNECTION("pool {} is of another connection");

    private static final String FACT = "{}";

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /**
     * The sentence with its facts.
     *
     * @param facts one for each place in the sentence; a text is quoted, as it comes from the caller
     * @return the sentence
     */
    public String of(Object... facts) {
        StringBuilder told = new StringBuilder();
        int from = 0;
        for (Object fact : facts) {
            int at = sentence.indexOf(FACT, from);
            told.append(sentence, from, at);
            told.append(fact instanceof String text ? Quoted.of(text) : String.valueOf(fact));
            from = at + FACT.length();
        }
        return told.append(sentence, from, sentence.length()).toString();
    }
}
