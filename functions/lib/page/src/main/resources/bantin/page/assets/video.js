// Videos of an article. Their hosts are asked for them once the reader wants one.
for (const figure of document.querySelectorAll('[data-video]')) {
  const player = new URL(figure.dataset.video);
  const play = document.createElement('button');
  play.type = 'button';
  play.className = 'video';
  play.textContent = figure.closest('.body').dataset.play.replace('{0}', player.host.includes('vimeo') ? 'Vimeo' : 'YouTube');
  play.addEventListener('click', () => {
    const frame = document.createElement('iframe');
    player.searchParams.set('autoplay', '1');
    frame.className = 'video';
    frame.title = play.textContent;
    frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
    frame.src = player.href;
    play.replaceWith(frame);
    frame.focus();
  });
  figure.prepend(play);
}
