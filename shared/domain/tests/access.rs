//! The rules of access: by example, at random, and as one table of every state and command.

mod access {
    mod coming_back;
    mod coming_in;
    mod dates;
    mod diagram;
    mod ending;
    mod inviting;
    mod model;
    mod pins;
    mod random;
    mod reports;
    mod states;
    mod stored;
    mod stuck;
    mod table;
    mod waits;
    mod world;
}
