package org.rbd4j.conformance.radosjava;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.rbd4j.conformance.AdvisoryLocksContract;
import org.rbd4j.conformance.AsyncIoContract;
import org.rbd4j.conformance.BreakLockContract;
import org.rbd4j.conformance.ChannelConcurrencyContract;
import org.rbd4j.conformance.ChannelContract;
import org.rbd4j.conformance.ChannelHandleContract;
import org.rbd4j.conformance.ChannelStreamsContract;
import org.rbd4j.conformance.CloneOptionsContract;
import org.rbd4j.conformance.ClonesContract;
import org.rbd4j.conformance.ClosingContract;
import org.rbd4j.conformance.ConcurrencyContract;
import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.ConnectionContract;
import org.rbd4j.conformance.Contract;
import org.rbd4j.conformance.CopyContract;
import org.rbd4j.conformance.DiffContract;
import org.rbd4j.conformance.DiffRangeContract;
import org.rbd4j.conformance.DiscardContract;
import org.rbd4j.conformance.FeaturesContract;
import org.rbd4j.conformance.FlattenContract;
import org.rbd4j.conformance.FormatContract;
import org.rbd4j.conformance.ImageInfoContract;
import org.rbd4j.conformance.ImageIoContract;
import org.rbd4j.conformance.ImageOptionsContract;
import org.rbd4j.conformance.ImageSizeContract;
import org.rbd4j.conformance.ManagedLockContract;
import org.rbd4j.conformance.ObjectMapContract;
import org.rbd4j.conformance.OptionsContract;
import org.rbd4j.conformance.OverlapContract;
import org.rbd4j.conformance.PoolContract;
import org.rbd4j.conformance.ProgressContract;
import org.rbd4j.conformance.RbdLockContract;
import org.rbd4j.conformance.RefreshContract;
import org.rbd4j.conformance.RefusedCallsContract;
import org.rbd4j.conformance.SharedHandleContract;
import org.rbd4j.conformance.SnapshotsContract;

/** Every contract on com.ceph:rados; nested, so that Surefire, which would not survive them, passes them over. */
public final class RadosJavaContracts {
    private RadosJavaContracts() {}

    /** The classes below, in the order of their contracts' names. */
    public static List<Class<? extends Contract>> all() {
        return Arrays.stream(RadosJavaContracts.class.getDeclaredClasses())
                .<Class<? extends Contract>>map(type -> type.asSubclass(Contract.class))
                .sorted(Comparator.comparing(type -> type.getSuperclass().getSimpleName()))
                .toList();
    }

    static class OnConnection extends ConnectionContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnOptions extends OptionsContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnPool extends PoolContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnImageIo extends ImageIoContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnAsyncIo extends AsyncIoContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnChannel extends ChannelContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnChannelStreams extends ChannelStreamsContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnChannelHandle extends ChannelHandleContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnChannelConcurrency extends ChannelConcurrencyContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnImageInfo extends ImageInfoContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnImageSize extends ImageSizeContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnImageOptions extends ImageOptionsContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnSnapshots extends SnapshotsContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnClones extends ClonesContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnCloneOptions extends CloneOptionsContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnOverlap extends OverlapContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnFlatten extends FlattenContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnCopy extends CopyContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnDiff extends DiffContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnDiffRange extends DiffRangeContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnFeatures extends FeaturesContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnObjectMap extends ObjectMapContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnAdvisoryLocks extends AdvisoryLocksContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnBreakLock extends BreakLockContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnRbdLock extends RbdLockContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnManagedLock extends ManagedLockContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnRefusedCalls extends RefusedCallsContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnRefresh extends RefreshContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnProgress extends ProgressContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnFormat extends FormatContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnClosing extends ClosingContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnDiscard extends DiscardContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnSharedHandle extends SharedHandleContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }

    static class OnConcurrency extends ConcurrencyContract {
        @Override
        protected ConformanceTarget target() {
            return RadosJavaTarget.ofEnvironment();
        }
    }
}
