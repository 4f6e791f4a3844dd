package org.rbd4j.conformance.librbd;

import java.util.Map;
import org.rbd4j.Rados;
import org.rbd4j.example.BackupServiceTest;

@OnLibrbd
class LibrbdBackupServiceTest extends BackupServiceTest {
    @Override
    protected Rados connect(Map<String, String> options) {
        return RealCluster.get().connect(options);
    }
}
