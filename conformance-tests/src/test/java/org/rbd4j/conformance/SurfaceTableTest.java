package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rbd4j.AdvisoryLocks;
import org.rbd4j.AsyncIo;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.Snapshots;
import org.rbd4j.conformance.radosjava.RadosJavaContracts;

/** Every row of the surface has a contract that calls its methods, and every implementation is held to every contract. */
class SurfaceTableTest {
    /**
     * A row of the surface.
     *
     * @param type the interface
     * @param contract the class of laws
     * @param methods the interface's methods that the row names
     */
    private record Row(Class<?> type, Class<? extends Contract> contract, Set<String> methods) {
        static Row of(Class<?> type, Class<? extends Contract> contract, String... methods) {
            return new Row(type, contract, Set.of(methods));
        }

        Stream<String> names() {
            return methods.stream().map(method -> nameOf(type, method));
        }
    }

    private static String nameOf(Class<?> type, String method) {
        return type.getSimpleName() + "." + method;
    }

    static Stream<Row> table() {
        return Stream.of(
                Row.of(Rados.class, ConnectionContract.class, "librbdVersion", "fsid", "openPool", "close"),
                Row.of(Rados.class, ConnectionContract.class, "listPools", "createPool", "deletePool"),
                Row.of(Pool.class, PoolContract.class, "createImage", "listImages", "removeImage", "renameImage"),
                Row.of(Pool.class, PoolContract.class, "name", "openImage"),
                Row.of(Pool.class, ImageOptionsContract.class, "createImage"),
                Row.of(Pool.class, ImageSizeContract.class, "createImage"),
                Row.of(Pool.class, ProgressContract.class, "removeImage"),
                Row.of(Pool.class, ClosingContract.class, "close"),
                Row.of(Pool.class, ClonesContract.class, "cloneImage"),
                Row.of(Pool.class, CloneOptionsContract.class, "cloneImage"),
                Row.of(Pool.class, FormatContract.class, "createImage"),
                Row.of(Image.class, ClosingContract.class, "close"),
                Row.of(Image.class, ImageIoContract.class, "read", "write", "discard", "flush", "resize"),
                Row.of(Image.class, AsyncIoContract.class, "async"),
                Row.of(AsyncIo.class, AsyncIoContract.class, "read", "write", "discard", "flush"),
                Row.of(Image.class, ChannelContract.class, "channel"),
                Row.of(Image.class, ChannelStreamsContract.class, "channel"),
                Row.of(Image.class, ChannelHandleContract.class, "channel"),
                Row.of(Image.class, ChannelConcurrencyContract.class, "channel"),
                Row.of(Image.class, FormatContract.class, "read", "write", "invalidateCache", "isOldFormat"),
                Row.of(Image.class, ImageInfoContract.class, "name", "size", "stat", "createdAt", "features"),
                Row.of(Image.class, ImageInfoContract.class, "stripeUnit", "stripeCount"),
                Row.of(Image.class, FeaturesContract.class, "features", "updateFeatures", "flags"),
                Row.of(Image.class, CopyContract.class, "copy"),
                Row.of(Image.class, ProgressContract.class, "copy", "flatten", "rebuildObjectMap"),
                Row.of(Image.class, ClonesContract.class, "parent", "children"),
                Row.of(Image.class, OverlapContract.class, "overlap"),
                Row.of(Image.class, FlattenContract.class, "flatten"),
                Row.of(Image.class, SnapshotsContract.class, "snapshots", "selectSnapshot", "selectHead"),
                Row.of(Image.class, ObjectMapContract.class, "rebuildObjectMap"),
                Row.of(Image.class, ManagedLockContract.class, "isExclusiveLockOwner"),
                Row.of(Image.class, AdvisoryLocksContract.class, "locks"),
                Row.of(Image.class, DiffRangeContract.class, "diff"),
                Row.of(Snapshots.class, SnapshotsContract.class, "create", "list", "remove", "rename"),
                Row.of(Snapshots.class, SnapshotsContract.class, "protect", "unprotect", "isProtected", "rollback"),
                Row.of(AdvisoryLocks.class, AdvisoryLocksContract.class, "lockExclusive", "lockShared", "unlock"),
                Row.of(AdvisoryLocks.class, AdvisoryLocksContract.class, "list"),
                Row.of(AdvisoryLocks.class, BreakLockContract.class, "breakLock"),
                Row.of(AdvisoryLocks.class, RbdLockContract.class, "lockExclusive", "lockShared", "unlock"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void theContractCallsWhatTheRowNames(Row row) throws IOException {
        String contract = row.contract().getSimpleName();
        try (InputStream compiled = row.contract().getResourceAsStream(contract + ".class")) {
            // Names of methods that are called stand in the constant pool as they are.
            String constants = new String(compiled.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(constants.contains(row.type().getName().replace('.', '/')));
            row.methods().forEach(method -> assertTrue(constants.contains(method), nameOf(row.type(), method)));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rbd4j.conformance.Contracts#all")
    void bothImplementationsAreHeldToEachContract(Class<? extends Contract> contract) throws ClassNotFoundException {
        String test = Contracts.capabilityOf(contract) + "Test";
        for (String subclass : new String[] {"sim.Sim" + test, "librbd.Librbd" + test}) {
            Class<?> held = Class.forName(getClass().getPackageName() + "." + subclass);
            assertEquals(contract, held.getSuperclass());
            assertEquals(0, held.getModifiers() & Modifier.ABSTRACT);
        }
    }

    @Test
    void theOlderBindingIsHeldToEachContract() {
        List<Class<?>> held = new ArrayList<>();
        RadosJavaContracts.all().forEach(subclass -> held.add(subclass.getSuperclass()));
        assertEquals(Contracts.all(), held);
    }

    @Test
    void noMethodIsWithoutARow() {
        Set<String> all = Stream.of(
                        Rados.class, Pool.class, Image.class, AsyncIo.class, Snapshots.class, AdvisoryLocks.class)
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName)
                        .map(method -> nameOf(type, method)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(all, table().flatMap(Row::names).collect(Collectors.toCollection(TreeSet::new)));
    }
}
