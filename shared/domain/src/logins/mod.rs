//! Signing in: how long a session lasts, and how long a wrong password makes people wait.

mod needs;
mod session;
mod wait;

pub use needs::{Permission, Section};
pub use session::{ABSOLUTE, Epochs, IDLE, Session, TOUCH_EVERY};
pub use wait::{
    COUNT_KEPT, FORGOTTEN_AFTER, FREE_TRIES, LONGEST_WAIT, MOST_WRONG, WaitClock, WrongPassword,
};
