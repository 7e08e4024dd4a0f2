//! The address that `serve` listens on.

use std::{io, net::SocketAddr};

/// Reads an address with a port: `127.0.0.1:3000`, `[::]:3000`, `localhost:3000`. Other names are
/// not looked up, so that the program never waits for a name server.
pub fn parse(text: &str) -> Result<SocketAddr, String> {
    let numeric = text.strip_prefix("localhost:").map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    numeric.parse().map_err(|_| "write an address and a port, such as 127.0.0.1:3000 or [::]:3000".to_owned())
}

/// Reads the address that people reach the site by: `https://help.example.org`, with a port where
/// it has one, and nothing after it but a slash.
pub fn public_url(text: &str) -> Result<String, String> {
    let wrong = || "write it like https://help.example.org, with nothing after the name".to_owned();
    let url = text.strip_suffix('/').unwrap_or(text);
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).ok_or_else(wrong)?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    if host.is_empty() || !host.bytes().all(plain) { Err(wrong()) } else { Ok(url.to_owned()) }
}

/// Says in one sentence why the program could not listen there, and what to do.
pub fn explain(error: &io::Error, address: SocketAddr) -> String {
    let ip = address.ip();
    let port = address.port();
    match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("port {port} of {ip} is taken by another program: stop that one, or give --listen another port")
        }
        io::ErrorKind::AddrNotAvailable => {
            format!("{ip} is not an address of this machine: give --listen one that is, such as 127.0.0.1:{port}")
        }
        io::ErrorKind::PermissionDenied => {
            format!("this account may not listen on port {port}: give --listen a port from 1024 up, such as {ip}:3000")
        }
        _ => format!("cannot listen on {address} ({error}): give --listen another address or port"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn a_taken_port_and_a_foreign_address_are_said_in_one_sentence() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap();
        let said = explain(&TcpListener::bind(address).unwrap_err(), address);
        assert!(said.starts_with(&format!("port {} of 127.0.0.1 is taken", address.port())), "{said}");
        let foreign: SocketAddr = "192.0.2.1:3000".parse().unwrap();
        let said = explain(&TcpListener::bind(foreign).unwrap_err(), foreign);
        assert!(said.starts_with("192.0.2.1 is not an address of this machine"), "{said}");
    }

    #[test]
    fn a_public_address_is_a_scheme_and_a_name() {
        assert_eq!(public_url("https://help.example.org/").unwrap(), "https://help.example.org");
        assert_eq!(public_url("http://127.0.0.1:3000").unwrap(), "http://127.0.0.1:3000");
        for wrong in ["help.example.org", "https://", "https://a/b", "https://a?b", "ftp://a", "https://a<b"] {
            assert!(public_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_address_needs_a_port() {
        assert_eq!(parse("localhost:3000"), Ok("127.0.0.1:3000".parse().unwrap()));
        assert!(parse("[::]:80").is_ok());
        assert!(parse("127.0.0.1").is_err() && parse("example.org:80").is_err());
    }
}
