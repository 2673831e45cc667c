const list = (words: string): string[] => words.split(', ');

/** First names common in British schools. */
export const firstNames: readonly string[] = list(
  'Abigail, Adaeze, Adrian, Agnieszka, Aisha, Alan, Alison, Amina, Andrea, Angela, Anil, Anita, Annabel, Anthony, Arjun, ' +
    'Barbara, Beatrice, Bernadette, Beth, Blessing, Bronwen, Bryony, Callum, Caroline, Catherine, Ceri, Charlotte, Chidi, ' +
    'Christine, Claire, Clive, Colette, Colin, Craig, Daniel, Danuta, Dawn, Deborah, Declan, Deepa, Diane, Dominic, Donna, ' +
    'Duncan, Edward, Eileen, Eleanor, Elif, Elizabeth, Emeka, Emma, Esther, Ewa, Farah, Fatima, Femi, Fiona, Frances, ' +
    'Gemma, Geoffrey, Gillian, Glenn, Grace, Graham, Gurpreet, Gwen, Hannah, Harriet, Helen, Hugh, Ian, Imran, Ingrid, ' +
    'Iona, Irene, Isaac, Jacqueline, Jamal, Janet, Jasmine, Jennifer, Jeremy, Jill, Joanna, Jonathan, Joyce, Judith, Julie, ' +
    'Karen, Katarzyna, Kathleen, Keith, Kelly, Kerry, Kwame, Laura, Lauren, Leanne, Lesley, Lewis, Linda, Lorraine, Louise, ' +
    'Lucy, Luke, Lynne, Magdalena, Malcolm, Manjit, Marcus, Margaret, Marie, Martin, Maryam, Matthew, Maureen, Megan, Mei, ' +
    'Michelle, Miriam, Mohammed, Monika, Nadia, Naomi, Natalie, Neil, Ngozi, Nicola, Nigel, Nisha, Olivia, Owen, Paul, ' +
    'Pauline, Peter, Philip, Piotr, Rachel, Rajesh, Rebecca, Richard, Robert, Ros, Ruth, Sally, Samantha, Samira, Sandra, ' +
    'Sanjay, Shabana, Sharon, Sheila, Simone, Stephen, Stuart, Sunita, Susan, Tanya, Tariq, Teresa, Terry, Thomas, Tracey, ' +
    'Trevor, Valerie, Vanessa, Verity, Victoria, Vikram, Wendy, Yasmin, Yvonne, Zainab, Zoe',
);

/** Surnames, as varied as in a county's staff lists. */
export const surnames: readonly string[] = list(
  'Abbott, Achebe, Adamczyk, Adeyemi, Ahmed, Akhtar, Aldous, Allsop, Amadi, Anderson, Appleyard, Asante, Atkin, Bains, ' +
    'Balogun, Banerjee, Bannister, Barlow, Bartlett, Bassi, Begum, Bell, Bhatt, Birch, Blackwood, Boateng, Bradley, Brook, ' +
    'Burrows, Butler, Cartwright, Chapman, Chaudhry, Chowdhury, Clarke, Collingwood, Cooper, Corrigan, Coupland, Cousins, ' +
    'Cox, Dalton, Das, Daubney, Davies, Dawes, Dhillon, Dixon, Doherty, Drewery, Driscoll, Dudek, Eastwood, Edwards, ' +
    'Elkington, Ellis, Evans, Farrell, Fernandes, Fisher, Fletcher, Foster, Fowler, Fytche, Gallagher, Garner, Gibbons, Gill, ' +
    'Goodwin, Grabowski, Grant, Greenwood, Griffiths, Grundy, Hall, Hammond, Harness, Harrison, Hassan, Hewitt, Hides, ' +
    'Hodgson, Holland, Holmes, Hossain, Howard, Hughes, Hussain, Iqbal, Ivanova, Jackson, Jankowski, Jarvis, Jessop, ' +
    'Johnson, Jones, Joshi, Kamara, Kaur, Kelly, Kendall, Khan, Kirk, Knight, Kowalska, Lacey, Lambert, Leary, Lee, Lewis, ' +
    'Lowther, Mackenzie, Mahmood, Marsh, Mason, Mbeki, McBride, McKenna, Mensah, Mills, Mistry, Moore, Morgan, Murphy, Naylor, ' +
    "Nguyen, Nowak, Nwosu, O'Brien, O'Connor, Okafor, Osei, Overton, Palmer, Pandey, Parkin, Patel, Pearson, Pinchbeck, " +
    'Popescu, Porter, Quinn, Rahman, Raithby, Rawlings, Reeves, Richardson, Roberts, Robinson, Rudkin, Russell, Sahota, ' +
    'Saleem, Sanderson, Sesay, Shah, Sharma, Shaw, Sheikh, Silva, Simpson, Singh, Smith, Sowerby, Spencer, Stanley, Stevenson, ' +
    'Stubbs, Sutton, Szymanska, Taylor, Tennant, Thompson, Thorold, Tindall, Turner, Uddin, Vickers, Walker, Ward, Watts, ' +
    'Webster, Wheatley, Whitaker, Wojcik, Wong, Wood, Wright, Yates, Yilmaz, Young, Zielinski',
);
