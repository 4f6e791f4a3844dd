package org.rbd4j.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;

/** Keeps backups outside of the cluster, each of them whole or not at all. */
interface BackupStore {
    /** Writes one backup. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Keeps a backup once all of its content is written; nothing of it if that fails. */
    void put(Backup backup, Content content) throws IOException;

    InputStream open(Backup backup) throws IOException;

    Set<Backup> backupsOf(String volume) throws IOException;
}
