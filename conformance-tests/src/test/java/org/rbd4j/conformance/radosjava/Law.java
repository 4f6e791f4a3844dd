package org.rbd4j.conformance.radosjava;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * One test or property of a contract, with all its cases.
 *
 * @param contract the contract's simple name, without what the subclass adds
 * @param name the method's name
 * @param id how JUnit's platform knows it
 */
public record Law(String contract, String name, String id) {
    /**
     * The laws of a contract's subclass, by name.
     *
     * @param contract the subclass
     * @return its laws
     */
    public static List<Law> of(Class<?> contract) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .build();
        TestPlan plan = LauncherFactory.create().discover(request);
        return plan.getRoots().stream()
                .flatMap(engine -> plan.getDescendants(engine).stream())
                .filter(found -> found.getSource().orElse(null) instanceof MethodSource)
                .map(found -> new Law(contract.getSuperclass().getSimpleName(), method(found), found.getUniqueId()))
                .sorted(Comparator.comparing(Law::name))
                .toList();
    }

    private static String method(TestIdentifier found) {
        return ((MethodSource) found.getSource().orElseThrow()).getMethodName();
    }

    /**
     * Runs this law.
     *
     * @param child where
     * @return its verdict
     */
    public Verdict run(Child child) throws IOException, InterruptedException {
        return child.run(toString(), LawMain.class, id);
    }

    @Override
    public String toString() {
        return contract + "." + name;
    }
}
