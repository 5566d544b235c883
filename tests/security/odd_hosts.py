"""Addresses that are of the open internet, that are not, and that programs read in different ways."""

PRIVATE = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.8", "100.64.0.1", "100.127.255.255", "100.100.100.200", "127.0.0.1", "127.9.9.9"),
    *("168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1"),
    *("192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1"),
    *("239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1"),
    *("64:ff9b::7f00:1", "64:ff9b::a00:8", "64:ff9b::808:808", "64:ff9b:1::7f00:1", "100::1", "100:0:0:1::1"),
    *("2001::1", "2001:0:7f00:1::", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::"),
    *("2002:a00:8::", "2002:808:808::", "3fff::1", "5f00::1", "4000::1", "fc00::1", "fd12:3456::1", "fe80::1"),
    *("fe80::1%eth0", "2a00::1%eth0", "fec0::1", "feff::1", "ff02::1", "ff0e::1"),
]
PUBLIC = ["1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.32.0.1", "198.20.0.1", "223.255.255.254"]
PUBLIC += ["2a00:1450:4009:80b::200e", "2606:4700::1111", "2001:4860:4860::8888", "2003::1", "2400:cb00::1"]
ODD_HOSTS = [
    *("http://2130706433/", "http://0x7f000001/", "http://017700000001/", "http://127.1/", "http://0x7f.0.0.1/"),
    *("http://0177.0.0.1/", "http://127.0.0.1.5/", "http://1.2.3/", "http://8.8.8.010/", "http://example.0x10/"),
    *("http://[fe80::1%25eth0]/", "http://[::1]x/", "http://[8.8.8.8]/", "http://[]/", "http://exa mple.org/"),
    *("http://example.org\\@evil.example/", "http://a..b/", "http://.example.org/", "http://-\u200b.example/"),
    *(
        "http://exam\u0000ple.org/",
        "http://example.org/a\r\nHost: evil",
        "http://\u2100.example/",
        f"http://{'a' * 70}.org/",
    ),
    *("http://user@example.org/", "http://user:word@example.org/", "http://@example.org/", "http://:@example.org/"),
    *("http://example.org:22/", "http://example.org:8080/", "https://example.org:5432/", "http://example.org:0/"),
    *("http://example.org:99999/", "http://example.org:-80/", "http://example.org:８０８０/"),
    *("ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "javascript:alert(1)", "data:text/html,a"),
    *("http://", "http:///path", "//example.org/", "example.org", ""),
]
