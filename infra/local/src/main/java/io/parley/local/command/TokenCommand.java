package io.parley.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a token. */
@Command(name = "token", description = "Prints a token that lets a user in for a day, or an app server.")
public final class TokenCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Parameters(paramLabel = "USER", description = "Any user id: 1 to 64 of A-Z a-z 0-9 _ - .")
    private String user = "";

    @Option(
            names = "--service",
            description = "The token of an app server by this name: it acts for any user, by REST alone.")
    private boolean service;

    @Override
    public Integer call() {
        UserIds.require(user);
        System.out.println(service ? Running.serviceToken(data.folder(), user) : Running.token(data.folder(), user));
        return 0;
    }
}
