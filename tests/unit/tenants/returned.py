"""Reports as mail servers write them about mails that did not arrive. Written for these tests; nobody's mail."""

POSTFIX = """Return-Path: <>
Date: Mon, 2 Nov 2026 09:15:02 +0000 (GMT)
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
 boundary="4F1C2.1793610902/mx.example.net"

This is a MIME-encapsulated message.

--4F1C2.1793610902/mx.example.net
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<{recipient}>: host mail.example.com[192.0.2.10] said: {words} (in reply to RCPT TO command)

--4F1C2.1793610902/mx.example.net
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: 4F1C2
Arrival-Date: Mon,  2 Nov 2026 09:15:01 +0000 (GMT)

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.com
Diagnostic-Code: smtp; {words}

--4F1C2.1793610902/mx.example.net
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: no-reply@localoffer.example
To: {recipient}
Subject: Approved: Night Owls

--4F1C2.1793610902/mx.example.net--
"""
EXIM = """Return-path: <>
Envelope-to: {to}
From: Mail Delivery System <Mailer-Daemon@relay.example.org>
To: {to}
Subject: Mail delivery failed: returning message to sender
Auto-Submitted: auto-replied
X-Failed-Recipients: {recipient}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=1793611-eximdsn-0042

--1793611-eximdsn-0042
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

  {recipient}
    host mail.example.com [192.0.2.10]
    SMTP error from remote mail server after RCPT TO:<{recipient}>:
    {words}

--1793611-eximdsn-0042
Content-type: message/delivery-status

Reporting-MTA: dns; relay.example.org

Action: {action}
Final-Recipient: rfc822;{recipient}
Status: {status}
Remote-MTA: dns; mail.example.com
Diagnostic-Code: smtp; {words}

--1793611-eximdsn-0042
Content-type: message/rfc822

From: no-reply@localoffer.example
To: {recipient}
Subject: Approved: Night Owls

Hello

--1793611-eximdsn-0042--
"""
EXCHANGE = """From: <postmaster@school.example>
To: <{to}>
Date: Mon, 2 Nov 2026 09:15:04 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="f2d1-ms-00a9"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: en-GB
Message-ID: <00a9@AB1CD234.eurprd01.prod.example>
In-Reply-To: <mail-alpha-1@alpha.example>
Subject: Undeliverable: Approved: Night Owls
Auto-Submitted: auto-replied
MIME-Version: 1.0

--f2d1-ms-00a9
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="f2d1-ms-00b0"

--f2d1-ms-00b0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

WW91ciBtZXNzYWdlIGNvdWxkbid0IGJlIGRlbGl2ZXJlZC4=

--f2d1-ms-00b0--

--f2d1-ms-00a9
Content-Type: message/delivery-status

Reporting-MTA: dns;AB1CD234.eurprd01.prod.example
Received-From-MTA: dns;mx.example.net
Arrival-Date: Mon, 2 Nov 2026 09:15:03 +0000

Final-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp;{words}
X-Display-Name: {recipient}

--f2d1-ms-00a9
Content-Type: message/rfc822

From: no-reply@localoffer.example
To: {recipient}
Subject: Approved: Night Owls

--f2d1-ms-00a9--
"""
OLDER_EXIM = """Return-path: <>
Envelope-to: {to}
X-Failed-Recipients: {recipient}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@relay.example.org>
To: {to}
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {recipient}
    {words}
"""
OUT_OF_OFFICE = """From: Ann <{recipient}>
To: {to}
Subject: Out of office
Auto-Submitted: auto-replied

I am away until Monday. For 5.1.1 see the handbook.
"""
SHAPES = {"postfix": POSTFIX, "exim": EXIM, "exchange": EXCHANGE}
GONE = "550 5.1.1 The email account that you tried to reach does not exist"


def report(shape=POSTFIX, *, to, recipient="ann@school.example", status="5.1.1", action="failed", words=GONE):
    """The bytes of a report of that shape."""
    return shape.format(to=to, recipient=recipient, status=status, action=action, words=words).encode()
