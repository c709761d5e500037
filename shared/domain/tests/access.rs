//! The rules of access: by example, at random, and as one table of every state and command.

mod access {
    mod coming_back;
    mod coming_in;
    mod diagram;
    mod ending;
    mod inviting;
    mod model;
    mod pins;
    mod random;
    mod states;
    mod table;
    mod waits;
    mod world;
}
