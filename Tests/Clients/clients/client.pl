# Perl's HTTP::Tiny as a client; client.py says what a case and its answer are.
use strict;
use warnings;
use HTTP::Tiny;
use JSON::PP;

$| = 1;
while (my $line = <STDIN>) {
    my ($method, $warm, $url, $key, $idempotency) = split ' ', $line;
    my $http = HTTP::Tiny->new(timeout => 10);
    $http->get($warm, { headers => { Authorization => "Bearer $key" } });
    my %options = (headers => { Authorization => "Bearer $key" });
    $options{headers}{'Idempotency-Key'} = $idempotency if $idempotency ne '-';
    if ($method eq 'POST') {
        $options{headers}{'Content-Type'} = 'application/json';
        $options{content} = '{"name":"Acme"}';
    }
    my $answer = $http->request($method, $url, \%options);
    if ($answer->{status} == 599) {
        (my $text = $answer->{content}) =~ s/\s+/ /g;
        print "error: $text\n";
    } elsif (!eval { decode_json($answer->{content}) }) {
        print "error: the JSON is cut\n";
    } else {
        print "$answer->{status}\n";
    }
}
