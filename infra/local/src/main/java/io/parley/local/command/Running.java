package io.parley.local.command;

import io.parley.local.Tokens;
import io.parley.local.Trouble;
import io.parley.local.data.DataFolder;
import io.parley.local.data.RunState;
import io.parley.local.data.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An instance that runs, as the commands that talk with it see it. */
record Running(DataFolder folder, RunState state) {

    static Running require(DataFolder folder) {
        return RunState.read(folder)
                .filter(RunState::supervised)
                .map(state -> new Running(folder, state))
                .orElseThrow(() -> new Trouble(
                        "Parley does not run on " + folder.root() + ".",
                        "Start it with `./parley up`, or name the data folder with --data DIR."));
    }

    String address(String name) {
        return Optional.ofNullable(state.addresses().get(name))
                .orElseThrow(
                        () -> new Trouble("This instance has no " + name + ".", "`./parley status` shows its parts."));
    }

    /** A token for a user, by the secret that the environment gives, else by the data folder's own. */
    static String token(DataFolder folder, String user) {
        return Tokens.make(secret(folder), user, Tokens.A_DAY);
    }

    /** The same for an app server. */
    static String serviceToken(DataFolder folder, String name) {
        return Tokens.makeService(secret(folder), name, Tokens.A_DAY);
    }

    private static String secret(DataFolder folder) {
        String given = System.getenv("PARLEY_AUTH_SECRET");
        if (given != null) {
            return given;
        }
        for (String variable : List.of("PARLEY_AUTH_SECRET_FILE", "PARLEY_AUTH_SECRETS_FILE")) {
            String file = System.getenv(variable);
            if (file != null) {
                return read(variable, Path.of(file));
            }
        }
        if (!Files.exists(folder.secret())) {
            throw new Trouble(
                    "There is no secret in " + folder.root() + " yet.",
                    "`./parley up` makes one; --data DIR names another folder.");
        }
        return Secret.keep(folder);
    }

    private static String read(String variable, Path file) {
        try {
            return Secret.first(file);
        } catch (IOException e) {
            throw new Trouble(variable + " cannot be read: " + e.getMessage() + ".", "Name a file that can.");
        }
    }
}
