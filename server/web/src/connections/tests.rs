use super::*;
use axum::routing::get;
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::oneshot,
};

const STALL: Duration = Duration::from_millis(600);

/// A site of one long answer and one short, on a port of its own, with room for so many connections.
async fn small_site(most: usize) -> (SocketAddr, Arc<Connections>) {
    site_for_slow_readers(most, ReadingTimes { stall: STALL, whole: STALL * 60 }).await
}

async fn site_for_slow_readers(most: usize, reading_times: ReadingTimes) -> (SocketAddr, Arc<Connections>) {
    let routes = Router::new().route("/", get(async || "here")).route("/long", get(async || vec![b'x'; 64 << 20]));
    let (_, site) = watch::channel(routes);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mut connections = Connections::new(site, most);
    connections.reading_times = reading_times;
    let connections = Arc::new(connections);
    let taking = connections.clone();
    tokio::spawn(async move { taking.take(&listener).await });
    (address, connections)
}

async fn ask(stream: &mut TcpStream, path: &str) -> String {
    stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let length = stream.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..length]).into_owned()
}

#[tokio::test]
async fn when_all_places_are_taken_idle_connections_make_room() {
    let (address, _) = small_site(3).await;
    let mut idle = Vec::new();
    for _ in 0..3 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        assert!(ask(&mut stream, "/").await.ends_with("here"));
        idle.push(stream);
    }
    for _ in 0..10 {
        let mut late = TcpStream::connect(address).await.unwrap();
        let answer = timeout(Duration::from_secs(5), ask(&mut late, "/")).await.expect("nobody is kept out");
        assert!(answer.ends_with("here"), "{answer}");
    }
    assert_eq!(idle[0].read(&mut [0; 16]).await.unwrap(), 0, "the first that were idle were closed");
}

#[tokio::test]
async fn a_client_that_stops_reading_is_cut_off_and_its_place_is_free() {
    let (address, connections) = small_site(1).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    assert!(ask(&mut stream, "/long").await.starts_with("HTTP/1.1 200"));
    assert_eq!(connections.places.available_permits(), 0);
    let begun = Instant::now();
    timeout(STALL * 30, connections.all_gone()).await.expect("it is cut off");
    assert!(begun.elapsed() >= STALL / 2, "not before its time: {:?}", begun.elapsed());
}

#[tokio::test]
async fn a_client_that_reads_a_little_now_and_then_is_cut_off_after_the_whole_time() {
    let whole = STALL * 3;
    let (address, connections) = site_for_slow_readers(1, ReadingTimes { stall: whole * 20, whole }).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let begun = Instant::now();
    assert!(ask(&mut stream, "/long").await.starts_with("HTTP/1.1 200"));
    let trickle = async {
        // Never a stall, and not the end either: 64 MB would take two minutes.
        while stream.read(&mut [0; 4096]).await.is_ok_and(|length| length > 0) {
            sleep(STALL / 100).await;
        }
    };
    tokio::select! {
        () = trickle => {}
        gone = timeout(whole * 30, connections.all_gone()) => gone.expect("it is cut off"),
    }
    assert!(begun.elapsed() >= whole / 2, "not before its time: {:?}", begun.elapsed());
}

#[tokio::test]
async fn a_kept_connection_has_its_whole_time_for_each_answer() {
    let whole = Duration::from_millis(500);
    let (address, _) = site_for_slow_readers(1, ReadingTimes { stall: whole, whole }).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    for _ in 0..4 {
        assert!(ask(&mut stream, "/").await.ends_with("here"));
        sleep(whole / 2).await;
    }
}

#[tokio::test]
async fn answers_that_hyper_makes_by_itself_have_the_security_headers_too() {
    let (address, _) = small_site(9).await;
    let long = format!("GET / HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "y".repeat(2 * LARGEST_BUFFER));
    for (head, status) in [
        ("NONSENSE\r\n\r\n", "400 Bad Request"),
        ("GET / HTTP/1.1\r\nhost: x\r\nno colon\r\n\r\n", "400 Bad Request"),
        ("GET / HTTP/9.9\r\nhost: x\r\n\r\n", "400 Bad Request"),
        ("GET /a b HTTP/1.1\r\nhost: x\r\n\r\n", "400 Bad Request"),
        (&long, "431 Request Header Fields Too Large"),
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        // What is too long is answered before it is read whole.
        let _ = stream.write_all(head.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8(answer).unwrap();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}\r\n")) && answer.ends_with("\r\n\r\n"), "{answer:?}");
        assert_eq!(answer.matches("\r\n\r\n").count(), 1, "{answer:?}");
        for line in security_headers::of_bare_answers().lines().chain(["content-length: 0"]) {
            assert!(answer.lines().any(|one| one == line), "{line} is not in {answer:?}");
        }
    }
    // Behind an answer of ours on the same connection.
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\nNONSENSE\r\n\r\n").await.unwrap();
    let mut answers = String::new();
    stream.read_to_string(&mut answers).await.unwrap();
    let (ours, bare) = answers.split_once("here").unwrap();
    assert!(
        ours.starts_with("HTTP/1.1 200") && bare.contains("content-security-policy: default-src 'none'"),
        "{answers}"
    );
}

#[tokio::test]
async fn whoever_keeps_a_connection_is_told_before_it_is_closed() {
    let routes = Router::new().route("/", get(async || "here"));
    let (_, site) = watch::channel(routes);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let listening = tokio::spawn(listen(listener, site, async { drop(stopped.await) }));
    let mut kept = TcpStream::connect(address).await.unwrap();
    assert!(!ask(&mut kept, "/").await.contains("connection: close"));
    stop.send(()).unwrap();
    sleep(Duration::from_millis(100)).await;
    let answer = ask(&mut kept, "/").await;
    assert!(answer.contains("connection: close") && answer.ends_with("here"), "{answer}");
    assert_eq!(kept.read(&mut [0; 16]).await.unwrap(), 0, "and then it is closed");
    timeout(Duration::from_secs(3), listening).await.unwrap().unwrap();
}

#[test]
fn one_client_has_its_share_and_gives_it_back() {
    let counts = ClientCounts::default();
    let client = "198.51.100.7".parse().unwrap();
    let first = counts.admit(client, 2).unwrap();
    let second = counts.admit(client, 2);
    assert!(second.is_some() && counts.admit(client, 2).is_none());
    assert!(counts.admit("198.51.100.8".parse().unwrap(), 2).is_some());
    drop((first, second));
    assert!(counts.0.lock().unwrap().is_empty());
}

#[test]
fn the_limit_of_open_files_is_read() {
    let limits = "Limit                     Soft Limit           Hard Limit           Units     \n\
                  Max cpu time              unlimited            unlimited            seconds   \n\
                  Max open files            1024                 524288               files     \n";
    assert_eq!(open_files(limits), Some(1024));
    assert_eq!(open_files("Max open files            unlimited            unlimited            files"), None);
    assert!((16..=MOST).contains(&most_connections()));
}
